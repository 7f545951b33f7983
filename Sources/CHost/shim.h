#include <iconv.h>
#include <spawn.h>
#if defined(__linux__)
/* glibc 2.34; declared here because the headers hide it unless they were read with _GNU_SOURCE. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
#endif
