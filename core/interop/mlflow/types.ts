/** A parameter or tag. */
export interface MlflowText {
  key: string;
  value: string;
}

/** A measured number; `timestamp` in milliseconds since 1970. */
export interface MlflowMetric {
  key: string;
  value: number;
  timestamp: number;
  step: number;
}

/** Everything that a run says of itself in numbers and words. */
export interface MlflowData {
  params: MlflowText[];
  tags: MlflowText[];
  metrics: MlflowMetric[];
}

/** A run as MLflow knows runs. Times in milliseconds since 1970. */
export interface MlflowRun extends MlflowData {
  name: string;
  status: 'FINISHED' | 'FAILED' | 'KILLED';
  startTime: number;
  endTime: number;
}

/** A file that goes with a run. */
export interface MlflowArtifact {
  /** With `/`, below the run's folder. */
  path: string;
  bytes: number;
  /** The content from its beginning, as often as it is asked for. */
  pieces(): AsyncIterable<Uint8Array>;
}
