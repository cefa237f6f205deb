import type { Feature } from '#feature.ts';
import { keepPrivateAction, letPublicAction, praiseHome } from './choice.ts';
import { praiseCommand, takeBackAction } from './commands.ts';
import { holdings, migrations } from './migrations.ts';
import { praisePosts } from './posts.ts';
import { messageShortcut, previewForm, writeAction, writeForm } from './write.ts';

/** What people say about each other's work: seen before it is said, once, where those praised let it be said. */
export const praise: Feature = {
  name: 'praise',
  summary: 'Praise for colleagues, in a channel or privately.',
  subcommands: [praiseCommand],
  actions: [writeAction, takeBackAction, keepPrivateAction, letPublicAction],
  modals: [writeForm, previewForm],
  shortcuts: [messageShortcut],
  home: praiseHome,
  posts: praisePosts,
  migrations,
  holdings,
};
