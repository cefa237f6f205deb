/** The buttons of this feature. */
export const ACTIONS = {
  mine: 'quotas.mine',
  team: 'quotas.team',
  compare: 'quotas.compare',
  accept: 'quotas.accept',
  set: 'quotas.set',
  import: 'quotas.import',
  split: 'quotas.split',
  spread: 'quotas.spread',
  waiting: 'quotas.waiting',
  approve: 'quotas.approve',
  reject: 'quotas.reject',
  changes: 'quotas.changes',
  takeBack: 'quotas.take_back',
  alone: 'quotas.alone',
} as const;

/** Its forms, and the previews that follow them. */
export const MODALS = {
  set: 'quotas.set',
  setPreview: 'quotas.set_preview',
  import: 'quotas.import',
  importPreview: 'quotas.import_preview',
  split: 'quotas.split',
  splitPreview: 'quotas.split_preview',
  spread: 'quotas.spread',
  spreadPreview: 'quotas.spread_preview',
  alone: 'quotas.alone',
} as const;
