# jianbao. `make site` builds the site, `make test` runs all tests, `make help`
# lists the rest. MODE=asan builds with sanitizers into build/asan.
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := site

MODE ?= release
V ?=
Q := $(if $(V),,@)
PREFIX ?= /usr/local
B := build/$(MODE)

PACKAGES := gcc g++ make pkg-config libcmark-dev libyaml-dev libctemplate-dev \
  libcsv-dev libicu-dev uthash-dev libxxhash-dev nettle-dev \
  libxml2-dev libjansson-dev libcurl4-openssl-dev
LINT_PACKAGES := clang clang-tidy cppcheck
TEST_PACKAGES := libcmocka-dev libxml2-utils tidy jq diffutils python3 \
  golang-github-yuin-goldmark-dev python3-jsonschema

LIBS := libcmark yaml-0.1 libctemplate icu-i18n icu-uc libxxhash nettle \
  libxml-2.0 jansson
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
  -Wvla -Wwrite-strings -Wformat=2 -Wundef
WARN_C := $(WARN) -Wstrict-prototypes -Wmissing-prototypes
DEFS := -D_XOPEN_SOURCE=700 -Isrc -I$(B)
ifeq ($(MODE),asan)
  OPT := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=all
  DEFS += -DARENA_BLOCK=0
  LINK := -fsanitize=address,undefined
else ifeq ($(MODE),fuzz)
  CC := clang
  CXX := clang++
  OPT := -O1 -g -fno-omit-frame-pointer \
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
  DEFS += -DARENA_BLOCK=0
  LINK := -fsanitize=address,undefined
else ifeq ($(MODE),coverage)
  CC := clang
  CXX := clang++
  OPT := -O1 -g -fprofile-instr-generate -fcoverage-mapping
  LINK := -fprofile-instr-generate
else ifeq ($(MODE),tsan)
  OPT := -O1 -g -fsanitize=thread
  LINK := -fsanitize=thread
else ifeq ($(MODE),debug)
  OPT := -O0 -g
else
  OPT := -O2 -g1 -D_FORTIFY_SOURCE=2 -fstack-protector-strong
endif
ifdef WERROR
  WARN_C += -Werror
endif

# Asked only when something is compiled: a machine without the packages must
# still be able to run the recipe that installs them.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(LIBS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(LIBS)))$(PKG_LIBS)

C_SOURCES := $(wildcard src/*.c src/*/*.c)
CC_SOURCES := $(wildcard src/*/*.cc)
OBJECTS := $(C_SOURCES:src/%.c=$(B)/%.o) $(CC_SOURCES:src/%.cc=$(B)/%.o)
LIBRARY := $(B)/libjianbao.a
UNIT_SOURCES := $(wildcard tests/unit/test_*.c)
UNITS := $(UNIT_SOURCES:tests/unit/%.c=$(B)/unit/%)
READERS := $(B)/conformance/readers
FUZZ_SOURCES := $(wildcard tests/fuzz/fuzz_*.c)
FUZZERS := $(FUZZ_SOURCES:tests/fuzz/fuzz_%.c=$(B)/fuzz/%)

site: needs
	$(Q)$(MAKE) --no-print-directory build/jianbao
	$(Q)build/jianbao build

test: needs needs-test
	$(Q)$(MAKE) --no-print-directory build/jianbao
	$(Q)$(MAKE) --no-print-directory injected
	$(Q)$(MAKE) --no-print-directory MODE=asan build/asan/jianbao units fuzzers
	$(Q)tests/run

needs:
	$(Q)tests/tools/packages $(PACKAGES)
needs-test:
	$(Q)tests/tools/packages $(TEST_PACKAGES)

build/jianbao: $(B)/jianbao
	$(Q)cp $< $@.new && mv $@.new $@

$(B)/jianbao: $(B)/main.o $(LIBRARY)
	$(Q)$(CXX) $(LINK) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) -lcsv -lpthread

$(LIBRARY): $(filter-out $(B)/main.o,$(OBJECTS))
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/%.o: src/%.c | $(B)/version.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(DEFS) $(PKG_CFLAGS) $(OPT) $(WARN_C) $(CFLAGS) \
	  -MMD -MP -c -o $@ $<
$(B)/%.o: src/%.cc | $(B)/version.h
	@mkdir -p $(@D)
	$(Q)$(CXX) -std=c++17 $(DEFS) $(PKG_CFLAGS) $(OPT) $(WARN) $(CXXFLAGS) \
	  -MMD -MP -c -o $@ $<

$(B)/version.h: $(wildcard .git/HEAD)
	@mkdir -p $(@D)
	$(Q)echo "#define JB_VERSION \"$$(git describe --always --dirty --tags \
	  2>/dev/null || echo unknown)\"" > $@

# One that holds no text in memory, see model/body.h.
HOLDS_NONE := $(B)/jianbao-holds-none
$(HOLDS_NONE): $(B)/main.o src/model/load.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(DEFS) -DTEXTS_HELD_MAX=0 $(PKG_CFLAGS) $(OPT) \
	  $(WARN_C) $(CFLAGS) -c -o $@.o src/model/load.c
	$(Q)$(CXX) $(LINK) $(LDFLAGS) -o $@ $(B)/main.o $@.o $(LIBRARY) \
	  $(PKG_LIBS) -lcsv -lpthread

# tests/faults: what makes calls fail, the program, one that holds no text, and
# one that writes in place where no more than three files change.
FAULTS := build/faults/inject.so build/faults/jianbao \
  build/faults/jianbao-holds-none build/faults/jianbao-in-place
injected: $(FAULTS)
build/faults/inject.so: tests/faults/inject.c tests/faults/calls.c \
  tests/faults/inject.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -D_GNU_SOURCE -U_FORTIFY_SOURCE -O1 -Wall -Wextra -fPIC \
	  -shared -o $@ $(filter %.c,$^) -ldl
build/faults/jianbao: build/jianbao
	@mkdir -p $(@D)
	$(Q)cp $< $@
build/faults/jianbao-holds-none: $(HOLDS_NONE)
	@mkdir -p $(@D)
	$(Q)cp $< $@
build/faults/jianbao-in-place: $(B)/main.o src/output/settle.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(DEFS) -DPUBLISH_FEW=3 $(PKG_CFLAGS) $(OPT) $(WARN_C) \
	  $(CFLAGS) -c -o $@.o src/output/settle.c
	$(Q)$(CXX) $(LINK) $(LDFLAGS) -o $@ $(B)/main.o $@.o $(LIBRARY) \
	  $(PKG_LIBS) -lcsv -lpthread

# Every call of libc failing once, in every way.
faults: needs needs-test
	$(Q)$(MAKE) --no-print-directory build/jianbao
	$(Q)$(MAKE) --no-print-directory injected
	$(Q)tests/faults/run build/faults

units: $(UNITS) $(READERS) $(HOLDS_NONE)
$(READERS): tests/conformance/readers.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(DEFS) $(PKG_CFLAGS) $(OPT) $(WARN) $(CFLAGS) -MMD -MP \
	  -c -o $@.o $<
	$(Q)$(CXX) $(LINK) $(LDFLAGS) -o $@ $@.o $(LIBRARY) $(PKG_LIBS) -lcsv \
	  -lpthread
$(B)/unit/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(DEFS) $(PKG_CFLAGS) $(OPT) $(WARN) $(CFLAGS) -MMD -MP \
	  -c -o $@.o $<
	$(Q)$(CXX) $(LINK) $(LDFLAGS) -o $@ $@.o $(LIBRARY) $(PKG_LIBS) -lcsv \
	  -lpthread -lcmocka

# With MODE=fuzz driven by libFuzzer, else by replay.c over given files.
ifeq ($(MODE),fuzz)
  FUZZ_LINK := -fsanitize=fuzzer
  FUZZ_FRAME := $(B)/fuzz/frame/fuzz.o
else
  FUZZ_FRAME := $(B)/fuzz/frame/fuzz.o $(B)/fuzz/frame/replay.o
endif
fuzzers: $(FUZZERS)
$(B)/fuzz/frame/%.o: tests/fuzz/%.c | $(B)/version.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 $(DEFS) $(PKG_CFLAGS) $(OPT) $(WARN) $(CFLAGS) \
	  -MMD -MP -c -o $@ $<
$(FUZZERS): $(B)/fuzz/%: $(B)/fuzz/frame/fuzz_%.o $(FUZZ_FRAME) $(LIBRARY)
	$(Q)$(CXX) $(LINK) $(FUZZ_LINK) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) -lcsv \
	  -lpthread

# Each target for a while, on one core: SECONDS_EACH=60, TARGETS="csv yaml".
fuzz: needs
	$(Q)tests/tools/packages clang libclang-rt-14-dev
	$(Q)$(MAKE) --no-print-directory MODE=fuzz fuzzers
	$(Q)tests/fuzz/run $(TARGETS)

# How much of the files that a fuzz target is about its inputs reach.
coverage: needs needs-test
	$(Q)tests/tools/packages clang libclang-rt-14-dev llvm-14
	$(Q)$(MAKE) --no-print-directory MODE=coverage fuzzers
	$(Q)tests/fuzz/coverage $(TARGETS)

# What clang, clang-tidy and cppcheck say of all sources, one line for each
# finding, and the house rules. Only what has changed is looked at again.
LINTED := $(C_SOURCES) $(CC_SOURCES) $(wildcard tests/*/*.c)
TIDIED := $(LINTED:%=$(B)/tidy/%)
lint: needs needs-test
	$(Q)tests/tools/packages $(LINT_PACKAGES)
	$(Q)$(MAKE) --no-print-directory build/jianbao
	$(Q)MAKEFLAGS= $(MAKE) --no-print-directory -s -j$$(nproc) MODE=lint findings
	$(Q)tests/tools/lint build/lint

findings: $(B)/cppcheck $(TIDIED)
$(B)/tidy/%: % .clang-tidy tests/.clang-tidy | $(B)/version.h
	@mkdir -p $(@D)
	$(Q)tests/tools/tidy $< $@ $(DEFS) $(PKG_CFLAGS) \
	  $(if $(filter %.cc,$<),$(WARN),$(WARN_C))
$(B)/cppcheck: $(LINTED) $(wildcard src/*.[hd]* src/*/*.[hd]*) \
  tests/lint/cppcheck.txt tests/lint/cppcheck.cfg | $(B)/version.h
	@mkdir -p $(B)/cppcheck.kept
	$(Q)cppcheck --quiet --std=c11 --inline-suppr $(DEFS) --library=posix \
	  --enable=warning,style,performance,portability \
	  --library=tests/lint/cppcheck.cfg \
	  --suppressions-list=tests/lint/cppcheck.txt \
	  --template='{file}:{line}: {severity}: {message} [{id}]' \
	  --cppcheck-build-dir=$(B)/cppcheck.kept $(LINTED) 2>$@

# Sites of texts that would run scripts, in a browser.
test-browser: needs needs-test
	$(Q)$(MAKE) --no-print-directory build/jianbao
	$(Q)tests/xss/browser

# The golden suite with ThreadSanitizer; one site under valgrind.
tsan: needs needs-test
	$(Q)$(MAKE) --no-print-directory MODE=tsan build/tsan/jianbao
	$(Q)tests/tools/tsan
valgrind: needs needs-test
	$(Q)tests/tools/packages valgrind
	$(Q)$(MAKE) --no-print-directory MODE=debug build/debug/jianbao
	$(Q)tests/tools/valgrind

clean:
	rm -rf build

help:
	@echo 'make site    install what is missing, compile, build output/'
	@echo 'make test    the same for the tests, then run all of them'
	@echo 'make accept  show how golden results differ, then take them over'
	@echo 'make fuzz    let libFuzzer look for inputs that break something'
	@echo 'make lint    clang-tidy, cppcheck and the house rules, on all sources'
	@echo 'make coverage   of the inputs of the fuzz targets: a table'
	@echo 'make tsan, make valgrind, make faults, make test-browser   slower tests'
	@echo 'make bench   measure builds of generated sites, SIZES="S M L N"'
	@echo 'make clean   remove build/ (never output/)'

accept: build/jianbao
	tests/tools/accept

SIZES ?= S
bench: needs
	$(Q)$(MAKE) --no-print-directory build/jianbao
	$(Q)tests/bench/run $(SIZES)

-include $(OBJECTS:.o=.d) $(UNITS:=.d) $(READERS:=.d) \
  $(wildcard $(B)/fuzz/frame/*.d) $(wildcard $(TIDIED:=.d))
.PHONY: site test needs needs-test units fuzzers fuzz coverage lint findings \
  test-browser tsan valgrind injected faults clean help accept bench
