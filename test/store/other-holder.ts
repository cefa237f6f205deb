import { lockFolder } from '#store/folder-lock.ts';

// A process of its own that holds a folder until it is killed.
lockFolder(process.argv[2] ?? '', { purpose: 'npm start' });
process.send?.('locked');
process.on('message', () => undefined);
