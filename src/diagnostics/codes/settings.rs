//! `repository.toml`, sets, formats of the repository's own, and Dublin Core that is served as it is.

use super::define::codes;

codes! {
    ADMIN_EMAIL_MISSING "admin-email-missing" Error Operator IDENTIFY_4_2
        "The repository has no e-mail address." "仓储没有电子邮箱。"
        [All] "Nothing is served: Identify must have adminEmail." "无法提供服务：Identify 必须有 adminEmail。"
        wrong Folder(&[("repository.toml", "name = \"Trust\"\nnamespace = \"trust.org\"\nadmin_emails = []"), ("a.toml", "[[title]]\ntext = \"A\"")])
        right Folder(&[("repository.toml", "name = \"Trust\"\nnamespace = \"trust.org\"\nadmin_emails = [\"a@trust.org\"]"), ("a.toml", "[[title]]\ntext = \"A\"")]);
    EMAIL_FORM "email-form" Error Operator IDENTIFY_4_2
        "An e-mail address is not one." "电子邮箱的写法不对。"
        [All] "Nothing is served, because harvesters refuse the answer to Identify." "无法提供服务，因为收割程序会拒绝 Identify 的应答。"
        wrong Folder(&[("repository.toml", "name = \"Trust\"\nnamespace = \"trust.org\"\nadmin_emails = [\"editor\"]"), ("a.toml", "[[title]]\ntext = \"A\"")])
        right Folder(&[("repository.toml", "name = \"Trust\"\nnamespace = \"trust.org\"\nadmin_emails = [\"a@trust.org\"]"), ("a.toml", "[[title]]\ntext = \"A\"")]);
    BASE_URL "base-url" Error Operator BASE_URL_3_1
        "A base URL cannot work." "基础网址无法使用。"
        [All] "Harvesters would ask an address that does not answer." "收割程序会访问没有应答的地址。"
        wrong Repository("base_url = \"https://trust.org/oai?verb=Identify\"")
        right Repository("base_url = \"https://trust.org/oai\"");
    SET_UNDECLARED "set-undeclared" Error Editor SETS_2_6
        "A set is used that is not declared." "使用了没有声明的集合。"
        [All] "The record is not served: ListSets would show a set without a name." "记录不会发布：ListSets 会显示没有名称的集合。"
        wrong Record("sets = [\"reviews\"]")
        right Folder(&[("repository.toml", "name = \"Trust\"\nnamespace = \"trust.org\"\nadmin_emails = [\"a@trust.org\"]\n[[set]]\nspec = \"reviews\"\nname = \"Reviews\""), ("a.toml", "sets = [\"reviews\"]\n[[title]]\ntext = \"A\"")]);
    SET_TWICE "set-twice" Error Operator SETS_2_6
        "A set is declared twice." "集合声明了两次。"
        [All] "Nothing is served, because one setSpec would have two names." "无法提供服务，因为一个 setSpec 会有两个名称。"
        wrong Repository("[[set]]\nspec = \"a\"\nname = \"A\"\n[[set]]\nspec = \"a\"\nname = \"B\"")
        right Repository("[[set]]\nspec = \"a\"\nname = \"A\"\n[[set]]\nspec = \"b\"\nname = \"B\"");
    FORMAT_UNKNOWN "format-unknown" Error Operator FORMATS
        "A format is wanted that Windrow does not have." "所要的格式 Windrow 没有。"
        [All] "Nothing is served until the name is corrected." "改正名称之前无法提供服务。"
        wrong Repository("formats = [\"oai_cd\"]")
        right Repository("formats = [\"oai_dc\"]");
    FORMAT_TWICE "format-twice" Error Operator PREFIX_3_4
        "A metadataPrefix is given to two formats." "一个 metadataPrefix 用于两种格式。"
        [All] "Nothing is served until one of them is renamed." "改名之前无法提供服务。"
        wrong Repository("[[format]]\nprefix = \"mods\"\nschema = \"https://trust.org/x.xsd\"\nnamespace = \"https://trust.org/x/\"")
        right Repository("[[format]]\nprefix = \"x\"\nschema = \"https://trust.org/x.xsd\"\nnamespace = \"https://trust.org/x/\"");
    FORMAT_TEMPLATE "format-template" Error Operator FORMATS
        "A template is in repository.toml." "模板写在了 repository.toml 中。"
        [All] "Nothing is served until it is moved into a mapping file." "移到映射文件之前无法提供服务。"
        wrong Repository("[[format]]\nprefix = \"x\"\nschema = \"https://trust.org/x.xsd\"\nnamespace = \"https://trust.org/x/\"\ntemplate = \"<x/>\"")
        right Repository("[[format]]\nprefix = \"x\"\nschema = \"https://trust.org/x.xsd\"\nnamespace = \"https://trust.org/x/\"");
    FORMAT_NAMESPACE "format-namespace" Error Operator PREFIX_3_4
        "The namespace of a format is not an absolute URI." "格式的命名空间不是绝对 URI。"
        [All] "Nothing is served: ListMetadataFormats must have one." "无法提供服务：ListMetadataFormats 必须有它。"
        wrong Repository("[[format]]\nprefix = \"x\"\nschema = \"https://trust.org/x.xsd\"\nnamespace = \"x\"")
        right Repository("[[format]]\nprefix = \"x\"\nschema = \"https://trust.org/x.xsd\"\nnamespace = \"https://trust.org/x/\"");
    DC_ELEMENT "dc-element" Error Editor DUBLIN_CORE
        "An element is not one of the fifteen of Dublin Core." "元素不属于都柏林核心的十五个元素。"
        [All] "The record is not loaded." "记录不会导入。"
        wrong Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"titel\",\"value\":\"A\"}]}\n")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
    DC_EMPTY "dc-empty" Error Editor DUBLIN_CORE
        "No element of a record has a value." "记录的所有元素都没有值。"
        [All] "The record is not served." "记录不会发布。"
        wrong Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"\"}]}\n")
        right Load("a.jsonl", "{\"identifier\":\"oai:trust.org:1\",\"dc\":[{\"element\":\"title\",\"value\":\"A\"}]}\n");
}
