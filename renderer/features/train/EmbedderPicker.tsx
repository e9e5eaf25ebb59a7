import { Popover } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import classes from './EmbedderPicker.module.css';
import type { EmbedderOption } from './embedder-view.ts';

interface Props {
  options: readonly EmbedderOption[];
  chosen: EmbedderOption;
  disabled: boolean;
  onChoose(embedder: string): void;
}

/** The chosen embedder, and behind it all of them with what each is good for. */
export function EmbedderPicker({ options, chosen, disabled, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Enter') setOpen(false);
  };
  return (
    <Popover
      opened={open && !disabled}
      onChange={setOpen}
      position="right-start"
      width={400}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.target}
          aria-label={`Embedder: ${chosen.title}`}
          disabled={disabled}
          onClick={() => setOpen(!open)}
        >
          <span className={classes.text}>
            <b>{chosen.title}</b>
            <span>{chosen.facts}</span>
          </span>
          <IconSelector size={15} stroke={1.8} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Embedder">
        <fieldset className={classes.list} onKeyDown={close}>
          <legend className="visually-hidden">Embedder</legend>
          {options.map((option) => (
            <Option
              key={option.value}
              option={option}
              isChosen={option.value === chosen.value}
              onChoose={onChoose}
              onPicked={() => setOpen(false)}
            />
          ))}
        </fieldset>
        <a className={classes.more} href="#/settings?add=model">
          Add a model…
        </a>
      </Popover.Dropdown>
    </Popover>
  );
}

interface OptionProps {
  option: EmbedderOption;
  isChosen: boolean;
  onChoose(embedder: string): void;
  /** Picked with the pointer, which is meant as the last word. */
  onPicked(): void;
}

function Option({ option, isChosen, onChoose, onPicked }: OptionProps) {
  const { value, title, facts, advice, obstacle } = option;
  return (
    <label className={classes.option} data-chosen={isChosen || undefined}>
      <input
        type="radio"
        name="embedder"
        value={value}
        data-autofocus={isChosen || undefined}
        disabled={obstacle !== null}
        checked={isChosen}
        onChange={() => onChoose(value)}
        // A click by keyboard has no detail.
        onClick={(event) => event.detail > 0 && onPicked()}
      />
      <span className={classes.text}>
        <b>{title}</b>
        <span>{facts}</span>
        <span className={obstacle ? classes.obstacle : undefined}>{obstacle ?? advice}</span>
      </span>
    </label>
  );
}
