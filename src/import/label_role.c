/* SPDX-License-Identifier: MIT */
#include "import/label.h"

static const struct {
    enum role role;
    const char *names; /* keys between bars */
} roles[] = {
    {ROLE_DISTRICT,
     "district|region|area|county|city|province|code|district code|area code|"
     "地区|区县|县区|区|县|市|省|城市|省份|区域|市县|省市|县(市、区)|县(市,区)|"
     "县市区|区(县)|行政区|行政区划|行政区域|行政区划代码|行政区划名称|"
     "区划代码|区划名称|地区代码|地区名称|代码|地名|辖区"},
    {ROLE_PERIOD,
     "period|year|time|date|month|school year|年份|年度|年|学年|学年度|时间|"
     "日期|月份|时期|统计时间|统计年份"},
    {ROLE_INDICATOR,
     "indicator|item|measure|variable|指标|指标名称|指标代码|项目|统计指标|"
     "指标项"},
    {ROLE_GROUP, "group|breakdown|组别|分组|类别|类型|分类"},
    {ROLE_UNIT, "unit|units|单位|计量单位|数据单位"},
    {ROLE_VALUE,
     "value|figure|number|obs_value|数值|数据|值|数量|指标值|数据值|统计值"},
    {ROLE_REMARK,
     "no|no.|#|id|note|notes|remark|remarks|comment|序号|编号|行号|备注|说明|"
     "注|附注|来源|数据来源|资料来源|拼音|英文名称"},
};

/* Columns of our own form that go through as they are. */
static const char carried[] =
    "qualifier|status|symbol|source|quote|release|revised|restated";

static bool is_among(struct str key, const char *names)
{
    struct str rest = str_of(names), name;
    while (rest.len > 0) {
        str_cut(rest, '|', &name, &rest);
        if (str_eq(name, key))
            return true;
    }
    return false;
}

enum role role_of(struct str key, struct str *carry)
{
    if (is_among(key, carried) || str_starts(key, STR("note_")) ||
        str_starts(key, STR("revision_note_"))) {
        *carry = key;
        return ROLE_CARRY;
    }
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (is_among(key, roles[i].names))
            return roles[i].role;
    return ROLE_NONE;
}
