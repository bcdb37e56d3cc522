//! Rules that put records into sets.

use super::define::codes;

codes! {
    SET_RULE "set-rule" Error Operator SET_RULES
        "A rule makes no set, or makes sets that another rule makes from other fields."
        "规则没有产生集合，或产生的集合与另一条规则按不同字段产生的集合相同。"
        [All] "The rules before the change stay in force." "改动之前的规则继续有效。"
        wrong Repository("[[rule]]\nwhere = \"doi\"")
        right Repository("[[rule]]\nby = [\"year\"]");
    SET_RULE_BY "set-rule-by" Error Operator SET_RULES
        "A rule makes sets by a field that there is not, or twice by the same field."
        "规则按不存在的字段产生集合，或两次使用同一个字段。"
        [All] "The rules before the change stay in force." "改动之前的规则继续有效。"
        wrong Repository("[[rule]]\nby = [\"yaer\"]")
        right Repository("[[rule]]\nby = [\"year\"]");
    SET_RULE_CONDITION "set-rule-condition" Error Operator SET_RULES
        "The condition of a rule cannot be evaluated, or can never be true."
        "规则的条件无法求值，或永远不成立。"
        [All] "The rules before the change stay in force." "改动之前的规则继续有效。"
        wrong Repository("[[rule]]\nspec = \"new\"\nname = [{ lang = \"en\", text = \"New\" }]\nwhere = \"year == '2024'\"")
        right Repository("[[rule]]\nspec = \"new\"\nname = [{ lang = \"en\", text = \"New\" }]\nwhere = \"year == 2024\"");
    SET_RULE_NAME "set-rule-name" Error Operator SETS_2_6
        "A set that a rule makes has no name, or a name with a placeholder that cannot be filled."
        "规则产生的集合没有名称，或名称中的占位符无法填入。"
        [All] "ListSets must show a name for each set." "ListSets 必须显示每个集合的名称。"
        wrong Repository("[[rule]]\nspec = \"new\"\nwhere = \"year == 2024\"")
        right Repository("[[rule]]\nspec = \"new\"\nname = [{ lang = \"en\", text = \"New\" }]\nwhere = \"year == 2024\"");
}
