// Before each file of tests: a worker that replaces another one comes of a process that has closed its files to others.
process.umask(0o022);
