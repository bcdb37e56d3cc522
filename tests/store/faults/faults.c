/*
 * Loaded before the C library (LD_PRELOAD), this makes calls of the file system fail for the files of one folder.
 *
 * WINDROW_FAULTS_FOLDER names the folder, WINDROW_FAULTS_CONTROL a file that is mapped as `struct control` (`library.rs`
 * writes it): which calls fail, how, and how often. Both processes may change it at any time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum call { OPEN = 1, OPEN_TO_WRITE = 2, READ = 4, WRITE = 8, SYNC = 16, TRUNCATE = 32, REMOVE = 64 };
enum how { FAIL = 0, HALF = 1, HALF_THEN_FAIL = 2, END_OF_FILE = 3 };

struct control {
    int32_t calls;   /* a sum of `enum call`: those that fail */
    int32_t how;     /* HALF is a success that reads or writes only half; END_OF_FILE reads nothing */
    int32_t error;   /* errno */
    int32_t skip;    /* so many of these calls succeed first, */
    int32_t times;   /* and so many after them fail */
    int32_t odds;    /* or, if not 0: one call in so many fails */
    int32_t seen;    /* how many of these calls there were, */
    int32_t failed;  /* and how many failed */
    char name[32];   /* only files whose names end so */
};

static struct control *control;
static const char *folder;

__attribute__((constructor)) static void load(void) {
    const char *name = getenv("WINDROW_FAULTS_CONTROL");
    folder = getenv("WINDROW_FAULTS_FOLDER");
    int file = name ? open(name, O_RDWR) : -1;
    if (file < 0 || !folder) return;
    void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED) control = mapped;
}

static int is_meant(const char *path) {
    size_t size = strlen(path), end = strlen(control->name);
    return strncmp(path, folder, strlen(folder)) == 0 && size >= end && strcmp(path + size - end, control->name) == 0;
}

/* Whether this call is one that fails; sets errno if so. */
static int fails(enum call call, const char *path) {
    if (!control || !(control->calls & call) || !is_meant(path)) return 0;
    int32_t seen = __sync_add_and_fetch(&control->seen, 1);
    int hit = control->odds ? (seen * 2654435761u >> 8) % control->odds == 0
                            : seen > control->skip && seen - control->skip <= control->times;
    if (!hit) return 0;
    __sync_add_and_fetch(&control->failed, 1);
    errno = control->error;
    return 1;
}

static int fails_for(enum call call, int file) {
    char link[32], path[4096];
    if (!control || !(control->calls & call)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size < 0) return 0;
    path[size] = 0;
    return fails(call, path);
}

/* The same function of the C library. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPENING(name)                                                                          \
    int name(const char *path, int flags, ...) {                                               \
        va_list rest;                                                                          \
        va_start(rest, flags);                                                                 \
        mode_t mode = va_arg(rest, mode_t);                                                    \
        va_end(rest);                                                                          \
        int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);                     \
        if (fails(OPEN, path) || (writes && fails(OPEN_TO_WRITE, path))) return -1;            \
        return REAL(name)(path, flags, mode);                                                  \
    }
OPENING(open)
OPENING(open64)

/* Reads or writes; `half` is the call for half of the bytes, `whole` for all. */
#define MOVING(call, whole, half)                                                              \
    if (!fails_for(call, file)) return whole;                                                  \
    int error = control->error;                                                                \
    if (control->how == END_OF_FILE) return 0;                                                 \
    if (control->how == HALF) return half;                                                     \
    if (control->how == HALF_THEN_FAIL) (void)!half;                                           \
    errno = error;                                                                             \
    return -1;

ssize_t read(int file, void *to, size_t size) {
    MOVING(READ, REAL(read)(file, to, size), REAL(read)(file, to, (size + 1) / 2))
}
ssize_t pread(int file, void *to, size_t size, off_t at) {
    MOVING(READ, REAL(pread)(file, to, size, at), REAL(pread)(file, to, (size + 1) / 2, at))
}
ssize_t pread64(int file, void *to, size_t size, off64_t at) {
    MOVING(READ, REAL(pread64)(file, to, size, at), REAL(pread64)(file, to, (size + 1) / 2, at))
}
ssize_t write(int file, const void *from, size_t size) {
    MOVING(WRITE, REAL(write)(file, from, size), REAL(write)(file, from, (size + 1) / 2))
}
ssize_t pwrite(int file, const void *from, size_t size, off_t at) {
    MOVING(WRITE, REAL(pwrite)(file, from, size, at), REAL(pwrite)(file, from, (size + 1) / 2, at))
}
ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) {
    MOVING(WRITE, REAL(pwrite64)(file, from, size, at), REAL(pwrite64)(file, from, (size + 1) / 2, at))
}

int fsync(int file) { return fails_for(SYNC, file) ? -1 : REAL(fsync)(file); }
int fdatasync(int file) { return fails_for(SYNC, file) ? -1 : REAL(fdatasync)(file); }
int ftruncate(int file, off_t size) { return fails_for(TRUNCATE, file) ? -1 : REAL(ftruncate)(file, size); }
int ftruncate64(int file, off64_t size) { return fails_for(TRUNCATE, file) ? -1 : REAL(ftruncate64)(file, size); }
int unlink(const char *path) { return fails(REMOVE, path) ? -1 : REAL(unlink)(path); }
int rename(const char *from, const char *to) { return fails(REMOVE, from) ? -1 : REAL(rename)(from, to); }
