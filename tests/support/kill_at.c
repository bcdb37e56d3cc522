/* Sends the process a signal right before the nth of its calls that change a file below a folder: KILL_AT is n, KILL_BELOW the
   folder, KILL_WITH the number of the signal. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_below(const char *path) {
    const char *folder = getenv("KILL_BELOW");
    char here[PATH_MAX];
    if (path && path[0] != '/') path = getcwd(here, sizeof here);
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_open_below(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

static void step(int counts) {
    static atomic_long calls;
    const char *last = getenv("KILL_AT"), *with = getenv("KILL_WITH");
    if (counts && last && with && atomic_fetch_add(&calls, 1) + 1 == atol(last)) kill(getpid(), atoi(with));
}

#define WATCH(result, name, parameters, arguments, counts)       \
    result name parameters {                                     \
        result(*next) parameters = dlsym(RTLD_NEXT, #name);      \
        step(counts);                                            \
        return next arguments;                                   \
    }

WATCH(ssize_t, write, (int d, const void *b, size_t n), (d, b, n), is_open_below(d))
WATCH(ssize_t, pwrite, (int d, const void *b, size_t n, off_t at), (d, b, n, at), is_open_below(d))
WATCH(ssize_t, pwrite64, (int d, const void *b, size_t n, off64_t at), (d, b, n, at), is_open_below(d))
WATCH(ssize_t, copy_file_range, (int i, off64_t *a, int d, off64_t *b, size_t n, unsigned f), (i, a, d, b, n, f), is_open_below(d))
WATCH(int, fsync, (int d), (d), is_open_below(d))
WATCH(int, fdatasync, (int d), (d), is_open_below(d))
WATCH(int, ftruncate, (int d, off_t size), (d, size), is_open_below(d))
WATCH(int, ftruncate64, (int d, off64_t size), (d, size), is_open_below(d))
WATCH(int, rename, (const char *from, const char *to), (from, to), is_below(to))
WATCH(int, link, (const char *from, const char *to), (from, to), is_below(to))
WATCH(int, linkat, (int i, const char *from, int d, const char *to, int f), (i, from, d, to, f), is_below(to))
WATCH(int, unlink, (const char *path), (path), is_below(path))
WATCH(int, unlinkat, (int d, const char *path, int f), (d, path, f), is_below(path) || is_open_below(d))
WATCH(int, mkdir, (const char *path, mode_t mode), (path, mode), is_below(path))
/* The header of `open` is not included: it declares a variable number of arguments. */
#define CREATES 0100
WATCH(int, open, (const char *path, int flags, mode_t mode), (path, flags, mode), (flags & CREATES) && is_below(path))
WATCH(int, open64, (const char *path, int flags, mode_t mode), (path, flags, mode), (flags & CREATES) && is_below(path))
WATCH(int, rmdir, (const char *path), (path), is_below(path))
