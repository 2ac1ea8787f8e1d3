/* SPDX-License-Identifier: MIT */

/* Gives files, or all files of folders, to a fuzz target, one after another,
 * without libFuzzer. The last name printed is the input that failed. */

#include <dirent.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        perror(path);
        exit(2);
    }
    struct buf bytes = {0};
    char piece[4096];
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_bytes(&bytes, piece, n);
    fclose(f);
    printf("# %s\n", path);
    fflush(stdout);
    uint8_t *exact = malloc(bytes.len > 0 ? bytes.len : 1);
    if (exact == NULL)
        exit(2);
    if (bytes.len > 0)
        memcpy(exact, bytes.at, bytes.len);
    LLVMFuzzerTestOneInput(exact, bytes.len);
    free(exact);
    buf_release(&bytes);
    return 1;
}

static unsigned replay_folder(const char *path)
{
    struct dirent **names;
    unsigned n_files = 0;
    int n = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        char full[4096];
        snprintf(full, sizeof full, "%s/%s", path, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            n_files += replay_file(full);
        free(names[i]);
    }
    if (n >= 0)
        free(names);
    return n_files;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct stat st;
        bool folder = stat(argv[i], &st) == 0 && S_ISDIR(st.st_mode);
        unsigned n = folder ? replay_folder(argv[i]) : replay_file(argv[i]);
        printf("%sok %d - %s: %u inputs\n", n > 0 ? "" : "not ", i, argv[i], n);
    }
    printf("1..%d\n", argc - 1);
    unicode_release();
    return 0;
}
