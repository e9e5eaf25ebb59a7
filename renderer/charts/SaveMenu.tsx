import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type DataTable, toCsv, toJson } from '#core/plots/tables/data-table.ts';
import { showToast } from '#renderer/ui/toast.tsx';
import classes from './charts.module.css';
import { saveFigure, saveText } from './save-figure.ts';

interface Props {
  title: string;
  /** Without an ending. */
  fileName: string;
  table: DataTable;
  /** What holds the drawings, when it is asked; left out while they are not shown. */
  figure?: (() => HTMLElement | null) | undefined;
}

const PICTURES = [
  ['svg', 'Picture as SVG'],
  ['png', 'Picture as PNG'],
] as const;

/** Saves a chart as a picture or as its numbers. */
export function SaveMenu({ title, fileName, table, figure }: Props) {
  const savePicture = (format: 'svg' | 'png') => {
    const drawn = figure?.();
    if (!drawn) return;
    saveFigure(drawn, fileName, format).catch((error: unknown) =>
      showToast({ message: 'The picture could not be saved', detail: String(error), tone: 'bad' }),
    );
  };
  return (
    <Menu position="bottom-end" width={170} withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          aria-label={`Save ${title}`}
          rightSection={<IconChevronDown size={11} stroke={1.8} aria-hidden="true" />}
        >
          Save
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {PICTURES.map(([format, label]) => (
          <Menu.Item key={format} disabled={!figure} onClick={() => savePicture(format)}>
            {label}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => saveText(toCsv(table), `${fileName}.csv`, 'text/csv')}>
          Data as CSV
        </Menu.Item>
        <Menu.Item onClick={() => saveText(toJson(table), `${fileName}.json`, 'application/json')}>
          Data as JSON
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
