/* SPDX-License-Identifier: MIT */
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <new>
#include <sstream>
#include <string>

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_modifiers.h>

#include "base/memory.h"
extern "C" {
/* The inline functions of these headers use compound literals of C. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include "render/template_fault.h"
#include "render/template_names.h"
#pragma GCC diagnostic pop
}

using ctemplate::PerExpandData;
using ctemplate::TemplateString;

struct templates {
    struct arena memory = {};
    struct checked known = {};
    struct name_table names = {};
    ctemplate::TemplateCache cache;

    templates() = default;
    templates(const templates &) = delete;
    templates &operator=(const templates &) = delete;
    ~templates()
    {
        arena_release(&memory);
    }

    const struct checked_name *find(const TemplateString &name) const
    {
        return name_table_get(&names, GlobalIdForSTS_INIT(name));
    }

    const struct checked_file *layout(const char *name) const
    {
        for (size_t i = 0; i < known.n_files; i++)
            if (!known.files[i]->partial &&
                std::strcmp(known.files[i]->key.at, name) == 0)
                return known.files[i];
        return nullptr;
    }
};

namespace
{

const ctemplate::Strip STRIP = ctemplate::STRIP_BLANK_LINES;

/* What dict_markup vouched for goes out as it is. The check has seen to it that
 * such markers, and no others, stand with such a modifier. */
class Trusted : public ctemplate::TemplateModifier
{
    void Modify(const char *in, size_t len, const PerExpandData *,
                ctemplate::ExpandEmitter *out,
                const std::string &) const override
    {
        out->Emit(in, len);
    }
    bool MightModify(const PerExpandData *, const std::string &) const override
    {
        return false;
    }
};

bool add_modifiers()
{
    static const Trusted trusted;
    return ctemplate::AddXssSafeModifier("x-html", &trusted) &&
           ctemplate::AddXssSafeModifier("x-url", &trusted) &&
           ctemplate::AddXssSafeModifier("x-json", &trusted);
}

class Output final : public ctemplate::ExpandEmitter
{
  public:
    explicit Output(struct buf *b) : buf_(b)
    {
    }
    void Emit(char c) override
    {
        buf_byte(buf_, c);
    }
    void Emit(const std::string &s) override
    {
        buf_bytes(buf_, s.data(), s.size());
    }
    void Emit(const char *s) override
    {
        buf_text(buf_, s);
    }
    void Emit(const char *s, size_t len) override
    {
        buf_bytes(buf_, s, len);
    }

  private:
    struct buf *buf_;
};

/* What stays the same while a page is rendered. */
struct Page {
    const struct templates *t;
    enum ending ending;
    size_t lang;
};

/* A stack of dicts as ctemplate sees it. Sections that are shown and includes
 * have an iterator without items: ctemplate then expands them once with the
 * same dictionary. */
class View final : public ctemplate::TemplateDictionaryInterface
{
  public:
    View(const Page &page, const struct dict *dict,
         const struct dict_stack *outer)
        : page_(page), stack_{dict, outer}, nothing_{}
    {
    }

  protected:
    TemplateString GetValue(const TemplateString &variable) const override
    {
        const struct checked_name *n = page_.t->find(variable);
        struct str s = {};
        if (n != nullptr)
            s = checked_text(&page_.t->known, n, &stack_, page_.lang);
        return s.len > 0 ? TemplateString(s.at, s.len) : TemplateString("", 0);
    }

    bool IsHiddenSection(const TemplateString &name) const override
    {
        const struct checked_name *n = page_.t->find(name);
        return n == nullptr || !checked_shown(n, &stack_);
    }
    bool IsUnhiddenSection(const TemplateString &name) const override
    {
        return !IsHiddenSection(name);
    }
    bool IsHiddenTemplate(const TemplateString &) const override
    {
        return false;
    }

    const char *GetIncludeTemplateName(const TemplateString &variable,
                                       int) const override
    {
        const struct checked_name *n = page_.t->find(variable);
        return n != nullptr ? n->include[page_.ending] : nullptr;
    }

    Iterator *CreateTemplateIterator(const TemplateString &) const override
    {
        return ::new (nothing_) Nothing;
    }
    Iterator *CreateSectionIterator(const TemplateString &name) const override;

    void DumpToString(std::string *, int) const override
    {
    }

  private:
    /* Lives in its view and is gone before the next is asked for. */
    class Nothing final : public Iterator
    {
      public:
        /* NOLINTNEXTLINE(cert-dcl54-cpp): its memory is the view's */
        static void operator delete(void *)
        {
        }
        bool HasNext() const override
        {
            return false;
        }
        const TemplateDictionaryInterface &Next() override
        {
            std::abort();
        }
    };

    class Items;

    const Page &page_;
    struct dict_stack stack_;
    alignas(Nothing) mutable unsigned char nothing_[sizeof(Nothing)];

    friend class Items;
};

/* The items of a list; each is seen through the same view in turn. */
class View::Items final : public Iterator
{
  public:
    Items(const Page &page, const struct dict *first,
          const struct dict_stack *outer)
        : next_(first), view_(page, first, outer)
    {
    }
    bool HasNext() const override
    {
        return next_ != nullptr;
    }
    const TemplateDictionaryInterface &Next() override
    {
        view_.stack_.top = next_;
        next_ = next_->next;
        return view_;
    }

  private:
    const struct dict *next_;
    View view_;
};

View::Iterator *View::CreateSectionIterator(const TemplateString &name) const
{
    const struct checked_name *n = page_.t->find(name);
    const struct dict *items =
        n != nullptr ? checked_items(n, &stack_) : nullptr;
    if (items == nullptr)
        return ::new (nothing_) Nothing;
    return new Items(page_, items, &stack_);
}

/* ctemplate complains on std::cerr and nowhere else. */
class Complaints
{
  public:
    Complaints() : before_(std::cerr.rdbuf(text_.rdbuf()))
    {
    }
    Complaints(const Complaints &) = delete;
    Complaints &operator=(const Complaints &) = delete;
    ~Complaints()
    {
        std::cerr.rdbuf(before_);
    }

    /* The first line, without what ctemplate puts before each. */
    std::string first() const
    {
        std::string s = text_.str();
        static const char *const before[] = {
            "ERROR: ", "Template : ", "ERROR: ", "Auto-Escape: "};
        for (const char *b : before)
            if (s.compare(0, std::strlen(b), b) == 0)
                s.erase(0, std::strlen(b));
        return s.substr(0, s.find('\n'));
    }

  private:
    std::ostringstream text_;
    std::streambuf *before_;
};

/* ctemplate calls exit(1) where malloc refuses it something for its own parser;
 * nothing else ends the program while its complaints are listened to. */
void at_exit()
{
    if (dynamic_cast<std::stringbuf *>(std::cerr.rdbuf()) != nullptr)
        out_of_memory();
}

bool parses(struct str prepared)
{
    Complaints unheard;
    std::unique_ptr<ctemplate::Template> parsed(
        ctemplate::Template::StringToTemplate(
            TemplateString(prepared.at, prepared.len), STRIP));
    return parsed != nullptr;
}

bool insert(struct templates &t, const struct checked_file &f,
            std::string &complaint)
{
    Complaints heard;
    struct buf text = {};
    template_prepare(&f, f.lexed.text.len, 0, &text);
    bool good =
        t.cache.StringToTemplateCache(TemplateString(f.key.at, f.key.len),
                                      TemplateString(text.at, text.len), STRIP);
    buf_release(&text);
    complaint = heard.first();
    return good;
}

bool load_file(struct templates &t, struct checked_file &f, struct diag *d)
{
    std::string complaint;
    bool good = insert(t, f, complaint);
    struct str said = {complaint.data(), complaint.size()};
    if (!good)
        return template_fault(&f, parses, said, d);
    return said.len == 0 || template_weak(&f, said, d);
}

bool load(struct templates &t, const struct template_file *files,
          size_t n_files, const struct template_words *words, size_t n_words,
          struct diag *d)
{
    bool good =
        template_check(&t.memory, files, n_files, words, n_words, &t.known, d);
    for (size_t i = 0; i < t.known.n_files; i++)
        if (t.known.files[i]->good && !load_file(t, *t.known.files[i], d))
            good = false;
    if (!good)
        return false;
    name_table_init(&t.names, &t.memory, t.known.n_names);
    for (size_t i = 0; i < t.known.n_names; i++) {
        struct str s = t.known.names[i]->name;
        name_table_put(&t.names,
                       GlobalIdForSTS_INIT(TemplateString(s.at, s.len)),
                       t.known.names[i]);
    }
    t.cache.Freeze();
    return true;
}

} // namespace

struct templates *templates_new(const struct template_file *files,
                                size_t n_files,
                                const struct template_words *words,
                                size_t n_words, struct diag *d)
try {
    std::set_new_handler(out_of_memory);
    /* ctemplate keeps modifiers for the whole program; they come first. */
    static const bool ready = add_modifiers() && std::atexit(at_exit) == 0;
    std::unique_ptr<struct templates> t(new struct templates);
    if (ready && load(*t, files, n_files, words, n_words, d))
        return t.release();
    return nullptr;
} catch (...) {
    diag_add(d, {}, DIAG_TEMPLATE_SYNTAX, "ctemplate gave up");
    return nullptr;
}

bool templates_render(const struct templates *t, const char *name, size_t lang,
                      const struct dict *d, struct buf *out)
{
    size_t before = out->len;
    try {
        const struct checked_file *f = t->layout(name);
        if (f == nullptr)
            return false;
        Page page = {t, f->ending, lang};
        View view(page, d, nullptr);
        PerExpandData data;
        Output output(out);
        if (t->cache.ExpandNoLoad(TemplateString(f->key.at, f->key.len), STRIP,
                                  &view, &data, &output))
            return true;
    } catch (...) {
        /* as when ctemplate says no */
    }
    out->len = before;
    return false;
}

bool templates_has(const struct templates *t, const char *name)
{
    return t->layout(name) != nullptr;
}

void templates_free(struct templates *t)
{
    delete t;
}
