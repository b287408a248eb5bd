using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ReportPipeline.Desk.Language;

/// <summary>
/// What <c>docs/issue-codes.md</c> and <c>docs/query-codes.md</c> say of each code, in Chinese. English needs no such table: issues and
/// queries carry their English text themselves.
/// </summary>
internal static partial class SimplifiedChineseIssues
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["body-empty"] = "正文为空。请发送一个Bundle。",
        ["body-too-large"] = "正文超过服务器的限制。请分成若干较小的数据包发送。",
        ["too-many-entries"] = "Bundle的条目数超过服务器的限制。请分成若干较小的数据包发送。",
        ["entry-too-complex"] = "条目中一个资源的元素数超过服务器的限制。请拆分该资源。",
        ["nesting-too-deep"] = "正文的嵌套层数超过服务器的限制。R4资源无需如此深的嵌套：请检查生成它的程序。",
        ["not-utf8"] = "正文不是UTF-8。请以UTF-8编码；允许字节顺序标记。",
        ["not-json"] = "正文不是JSON：中途断开或不符合JSON语法。请发送一个完整的JSON对象，不带注释、尾随逗号、NaN或Infinity。",
        ["not-xml"] = "正文不是格式良好的XML：中途断开或不符合XML语法。请发送一个完整的XML文档。",
        ["xml-document-type"] = "XML含有文档类型声明或自定义实体。请删除：FHIR两者都不允许。",
        ["trailing-content"] = "Bundle结束后还有内容。请只发送一个Bundle，其后不带任何内容。",
        ["duplicate-name"] = "JSON对象中同一名称出现两次。每个名称只发送一次；重复的值放入数组。",
        ["invalid-character"] = "字符串含有控制字符或不成对的代理字符。除制表符、换行和回车外不要发送控制字符。",
        ["number-too-precise"] = "数字的位数多于可精确保存的位数（总共至多28位，小数点前后各至多28位）：该资源的数字均不分析。请按测量的精度发送数字。",
        ["not-a-bundle"] = "根元素不是Bundle。请将资源放入类型为transaction、batch或collection的Bundle。",
        ["bundle-type-missing"] = "Bundle没有类型。请将Bundle.type设为transaction、batch或collection。",
        ["bundle-type-unsupported"] = "不接收此类型的Bundle。请发送transaction、batch或collection。",
        ["entry-not-an-object"] = "Bundle.entry必须是对象数组。请将每个条目作为对象放入数组Bundle.entry。",
        ["empty-entry-list"] = "条目列表为空。无需处理；FHIR不允许空数组，下次请省略该列表。",
        ["more-issues"] = "问题多于一次应答所列。请先处理已列出的问题，然后重新发送。",

        ["resource-type-missing"] = "资源没有说明类型。请设置resourceType。",
        ["resource-type-unknown"] = "该名称不是FHIR R4的资源类型。请使用R4的类型，注意大小写。",
        ["element-unknown"] = "FHIR R4在此处没有定义该元素或属性。请删除，或作为扩展发送。",
        ["element-missing"] = "缺少必需的元素。请发送表达式所指的元素。",
        ["element-empty"] = "元素、对象或数组为空或为null。没有内容的请省略。",
        ["element-misplaced"] = "元素的顺序、命名空间或形式有误。请遵循R4模式的顺序和形式。",
        ["structure-invalid"] = "元素的形状有误：应为对象、数组或简单值。请遵循R4对该元素的定义。",
        ["too-many-values"] = "元素出现的次数多于或少于R4所允许。请遵循R4的基数。",
        ["value-invalid"] = "值不符合其类型的格式。请遵循R4对该类型的定义：日期时间须含秒和时区偏移，日期必须存在，字符串不得为空。",
        ["code-invalid"] = "代码不在R4于此处要求的值集中。请使用该值集的代码。",
        ["choice-invalid"] = "该选择元素的类型不是R4于此处所允许的，或其名称缺少类型。请使用允许的类型之一。",
        ["choice-repeated"] = "选择元素（如value[x]或deceased[x]）以两种类型给出了两次。请以其中一种类型只发送一次。",
        ["narrative-invalid"] = "叙述不是FHIR所允许的XHTML。请发送符合FHIR的XHTML子集的div，或不发送叙述。",
        ["contained-nested"] = "被包含的资源自身又包含资源。请将所有被包含的资源放入最外层的资源。",
        ["parser-refusal"] = "该资源不能按FHIR R4读取。请用R4校验器检查。",
        ["invariant"] = "违反了R4自身的一条规则。问题的原文指明该规则。",
        ["modifier-extension"] = "modifierExtension以服务器不理解的方式改变了元素的含义。请不带它发送该记录。",
        ["implicit-rules"] = "资源依据服务器不了解的隐含规则写成。请不带implicitRules发送。",

        ["request-missing"] = "transaction或batch的条目没有request。请添加request.method和request.url。",
        ["request-unexpected"] = "此类型的Bundle不允许该元素（规则bdl-2、bdl-3和bdl-4）。请删除，或选择合适的Bundle类型。",
        ["resource-missing"] = "条目没有资源。POST和PUT需要资源。",
        ["verb-unsupported"] = "只接收POST和PUT：此处不读取、不修补、不删除。要撤回记录，请发送状态为entered-in-error的新版本。",
        ["request-url-invalid"] = "request.url与方法及资源不符。POST用“类型”，PUT用“类型/id”，相对于本服务器，类型与资源一致。",
        ["id-mismatch"] = "PUT资源的id缺失或与其URL中的id不同。请使resource.id与request.url一致。",
        ["condition-unsupported"] = "无法检查该条件：服务器没有检索索引。请在POST中使用ifNoneExist，且只含一个“identifier=system|value”。",
        ["condition-mismatch"] = "ifNoneExist所指的标识符不在该资源中。请使用该资源的标识符之一。",
        ["version-mismatch"] = "ifMatch中的版本不是当前版本，或不是在此接收过的版本；整个Bundle被拒绝。请以最近接收版本的etag发送ifMatch（形如W/\"…\"），或省略。",
        ["resource-exists"] = "已收到过具有ifNoneExist中标识符的资源：此为其下一版本，id不变。无需处理；以response.location中的id进行PUT更为明确。",
        ["identity-overlap"] = "两个条目涉及同一资源。每个transaction中一个资源只发送一个版本。",
        ["full-url-duplicate"] = "两个条目的fullUrl相同（规则bdl-7）。请给每个条目各自的fullUrl。",
        ["full-url-invalid"] = "fullUrl必须是绝对地址，不含版本（规则bdl-8），若为URL则以资源的id结尾。请使用urn:uuid:或资源的URL。",
        ["contained-missing"] = "引用指向不存在的被包含资源（规则ref-1）。请包含该资源，其id为“#”之后的部分。",
        ["reference-unresolved"] = "引用指向的urn不是Bundle中任何条目的fullUrl。请添加该条目，或以URL引用该资源。",
        ["reference-invalid"] = "这不是引用：R4只有“类型/id”、绝对URL、urn:uuid:、urn:oid:、“#id”和条件引用。请使用其中之一。",
        ["reference-target-elsewhere"] = "引用指向R4于此处不允许的资源类型；试验不从该元素读取任何内容。请引用允许的类型之一。",
        ["reference-target"] = "引用指向R4于此处不允许的资源类型。请引用允许的类型之一。",

        ["subject-not-of-site"] = "该受试者编号不是本院可以使用的。请对照方案中本院的编号格式检查。",
        ["subject-ambiguous"] = "Patient带有多个试验受试者编号。请只发送一个。",
        ["subject-number-missing"] = "Patient没有试验受试者编号：它及引用它的记录不进入分析。如此人是受试者，请添加试验系统下的标识符。",
        ["subject-missing"] = "记录没有说明涉及哪位受试者。请设置subject。",
        ["subject-not-a-patient"] = "记录涉及的不是Patient。如该记录属于本试验，请引用Patient。",
        ["subject-conflict"] = "subject的引用与标识符指向两位不同的受试者。请只发送其中之一，或使两者指向同一受试者。",
        ["subject-elsewhere"] = "subject是另一服务器的Patient，其id在此没有意义：该记录不进入分析。请以Patient?identifier=system|number引用受试者，或以Patient/id引用已发送到此的Patient，或给条目以该服务器的fullUrl。",
        ["subject-pending"] = "记录引用的Patient不在此Bundle中。如该Patient已发送或将发送则无需处理，否则请发送。",
        ["type-not-used"] = "试验不使用此资源类型：按原样保存，不影响分析。无需处理。",
        ["parameter-unknown"] = "该Observation的编码都不是试验的参数：按原样保存，不影响分析。无需处理，除非试验要求该参数：那么请检查编码系统和代码。",
        ["parameter-ambiguous"] = "这些编码属于试验的多个参数。请每个参数发送一个Observation。",
        ["parameter-undecided"] = "仅凭此编码不能确定测量的是试验的哪个参数：不分析。请添加特指的编码（脉搏血氧有专用编码），或发送标本或方法。",
        ["time-missing"] = "记录没有可用的时间。请设置effectiveDateTime；方案要求时间段时设置effectivePeriod。",
        ["time-partial"] = "日期没有日：按其所指的区间计。如知道，请发送到日。",
        ["time-in-future"] = "记录的日期晚于其到达时间。请检查日期；尚未发生的请省略，不要为此发送9999年之类的日期。",
        ["time-before-1900"] = "记录的日期早于1900年。请检查日期；如不知道，请省略。",
        ["value-missing"] = "Observation既没有值也没有dataAbsentReason。请发送值，或说明没有值的原因。",
        ["value-kind"] = "值的类型与参数不同：不分析。数量用valueQuantity，编码参数用valueCodeableConcept。",
        ["value-out-of-range"] = "值超出参数的合理范围：按所发送的使用。请确认或发送更正。",
        ["value-not-listed"] = "编码值不是该参数的值之一：不分析。请使用方案中的值。",
        ["value-ambiguous"] = "值的编码对应该参数的多个值：不分析。请只发送一个值。",
        ["unit-missing"] = "数量没有编码的单位：已隔离，不分析。请设置系统http://unitsofmeasure.org和UCUM代码。",
        ["unit-not-ucum"] = "单位不是UCUM代码：已隔离，不分析。请使用系统http://unitsofmeasure.org和UCUM代码；UCUM区分大小写（mg/dL，而非mg/dl）。",
        ["unit-unknown"] = "方案没有由此单位的换算：已隔离，不分析。请使用规范单位或方案可换算的单位。",
        ["death-without-date"] = "死亡没有确切到日的日期。请发送Patient.deceasedDateTime。",
        ["event-potential"] = "潜在事件不是不良事件：按原样保存，不计数。无需处理。",
        ["term-unknown"] = "事件的编码都不在试验的不良事件词典中：按未编码计。请以方案的术语编码该事件。",
        ["term-ambiguous"] = "事件的编码对应词典的多个术语：按未编码计。请每个术语发送一个AdverseEvent。",
        ["onset-missing"] = "不良事件既没有date也没有detected。请设置date。",
        ["grade-missing"] = "不良事件没有方案的分级。请发送扩展ae-grade，或带分级编码的severity。",
        ["grade-conflict"] = "该事件的分级互相矛盾：均不采用。请只发送一个分级。",
        ["seriousness-missing"] = "不良事件没有以编码说明是否严重：仅在致死或5级时列为严重。请以http://terminology.hl7.org/CodeSystem/adverse-event-seriousness的serious或non-serious发送seriousness。",
        ["seriousness-conflict"] = "seriousness与严重性标准互相矛盾：均不采用。请发送更正。",
        ["extension-unusable"] = "试验读取的扩展没有值、值的类型不对，或有几个不同的值：不采用。请只发送一次：resolve-date用valueDateTime，标志用valueBoolean，分级或相关性用valueCodeableConcept。",
        ["outcome-unknown"] = "转归没有R4的adverse-event-outcome或回移指南的编码，或其编码含义不一：不采用。请发送http://terminology.hl7.org/CodeSystem/adverse-event-outcome中的resolved、recovering、ongoing、resolvedWithSequelae、fatal、unknown之一。",
        ["resolution-conflict"] = "转归说明事件仍在继续，而resolve-date说明已结束：均不采用。请发送更正。",
        ["relatedness-unknown"] = "相关性不是方案的值之一。请使用方案的相关性编码。",
        ["relatedness-conflict"] = "suspectEntity与扩展suspect-entity的相关性互相矛盾：均不采用。请发送更正。",
        ["outcome-conflict"] = "转归与分级在死亡上不一致。致死的转归为5级，5级即为致死的转归：请发送更正。",
        ["treatment-unknown"] = "该药物既不是试验的治疗也不是其治疗类别：按原样保存，不影响分析。无需处理，除非试验要求：那么请检查编码系统和代码。",
        ["treatment-ambiguous"] = "药物的编码对应试验的多种治疗。请每种治疗发送一个MedicationAdministration。",
        ["medication-pending"] = "给药记录引用的Medication不在此Bundle中。请包含它，或在同一Bundle中发送。",
        ["dose-missing"] = "试验治疗的给药没有剂量。请以该治疗的单位发送dosage.dose。",
        ["dose-unit"] = "剂量的单位不是该治疗的单位：已隔离，不分析。请以方案给定的单位发送dosage.dose。",
        ["endpoints-gained"] = "有了此Bundle，方案的以下终点可由本院记录计算，或给出比现在更多的数字。无需处理；只有$validate给出此提示。",
        ["endpoints-lost"] = "有了此Bundle，方案的以下终点不再能由本院记录计算，或失去现有的数字。请检查Bundle所撤回或替换的内容是否确应去除；只有$validate给出此提示。",
        ["dose-negative"] = "剂量、速率或体积小于零：不分析。请发送更正。",
        ["lot-unknown"] = "该批号不是方案为此治疗列出的：不记录。请检查批号。",

        ["adverse-event-uncoded"] = "事件没有方案列表中的代码，报告为未编码。请以列表中的代码重新发送该事件。",
        ["allocation-missing"] = "尚未收到受试者的分组。请发送分组的Observation。",
        ["bundle-not-readable"] = "一个已接收的数据包被现行方案拒绝，或其医院已不在方案中。由运维人员比较两个方案；医院无需处理。",
        ["date-not-known-to-the-day"] = "有效日期缺失或不完整，因此该值不能对应试验日。请发送确切到日的日期，有时间时带时区偏移。",
        ["death-before-enrolment"] = "死亡日期早于入组日期；在更正其中一个日期之前，受试者没有生存时间。请更正有误的日期。",
        ["death-date-absent"] = "死亡的Observation以原因代替日期。原因为not-performed、not-asked或not-applicable时不计为死亡，其他原因则按其有效日期计为死亡。如受试者已死亡，请随使用中的Patient发送精确到日的Patient.deceasedDateTime；否则请更正该Observation（not-applicable）或将其标为录入错误。",
        ["death-dates-disagree"] = "同一受试者的记录给出不同的死亡日期。请发送正确的日期并更正其他日期。",
        ["death-not-confirmed"] = "有不良事件为致死，但该受试者的Patient资源均未报告死亡。请发送Patient.deceasedDateTime，或更正该事件。",
        ["death-without-patient"] = "仅有Observation，或已停用或已被替换的Patient报告死亡；该死亡计入。请以使用中的Patient发送Patient.deceasedDateTime，或更正该记录。",
        ["enrolment-missing"] = "受试者没有确切到日的入组日期，无法计算试验日。请发送带日期的入组Observation。",
        ["entry-not-readable"] = "一个已接收的批处理条目被现行方案拒绝。由运维人员比较两个方案；医院无需处理。",
        ["patient-not-received"] = "记录引用的Patient尚未收到。请发送该Patient；此后该记录即计入。",
        ["subject-level-disagree"] = "同一受试者的记录对一个只应有一个取值的变量给出不同的取值；更正之前以日期最晚的记录为准。请更正错误的记录，或将其标为误录。",
        ["subjects-disagree"] = "记录给出一位受试者的编号，却引用另一位受试者的Patient；对两者均不计入。请只用其中之一重新发送该记录，或更正该Patient。",
        ["version-after-entered-in-error"] = "记录被标为误录之后，又收到未注明更正的版本；不计入。如该记录仍属正确，请注明更正（amended）后重新发送。",
        ["version-unamended-after-amended"] = "更正的版本之后，又收到未注明更正的版本；以更正的版本为准。如其正确，请注明更正（amended）后重新发送。",
    }.ToFrozenDictionary();

    /// <summary>The Chinese text with what the message says of this one issue; null for a code that is not listed.</summary>
    public static string? Of(string code, string message)
    {
        if (!Texts.TryGetValue(code, out var text))
            return null;
        var detail = Detail().Match(message);
        return !detail.Success ? text
            : detail.Groups["set"].Success ? $"{text}值集：{detail.Groups["set"].Value}。"
            : detail.Groups["type"].Success ? $"{text}类型：{detail.Groups["type"].Value}。"
            : detail.Groups["rule"].Success ? $"{text}{detail.Groups["rule"].Value}"
            : detail.Groups["pattern"].Success ? $"{text}格式：{detail.Groups["pattern"].Value}"
            : detail.Groups["wanted"].Success ? $"{text}{Wanted(detail)}"
            : $"{text}{detail.Groups["about"].Value}。";
    }

    private static string Wanted(Match detail) => detail.Groups["kind"].Value switch
    {
        "Units" => $"{detail.Groups["of"].Value}的单位：{detail.Groups["wanted"].Value}。",
        "Range" => $"{detail.Groups["of"].Value}的范围：{detail.Groups["wanted"].Value.Replace(" to ", "至", StringComparison.Ordinal)}。",
        "Unit" => $"单位：{detail.Groups["wanted"].Value}。",
        "Codes" => $"代码：{detail.Groups["wanted"].Value}。",
        "Element" => $"元素：{detail.Groups["wanted"].Value}。",
        _ => $"参数：{detail.Groups["wanted"].Value}。",
    };

    // Names of FHIR and of the protocol, never anything that was sent.
    [GeneratedRegex(@"(Value set: (?<set>\w+)\.|Type: (?<type>\w+)\.|(?<rule>R4 rule .+)|(?<kind>Units|Range) of (?<of>\w+): (?<wanted>.+)\.|(?<kind>Unit|Codes|Element|Parameter): (?<wanted>[^:]+)\.|Pattern: (?<pattern>.+)|figures than now: (?<about>.+)\. Nothing to do; .+|give now: (?<about>.+)\. Check that .+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Detail();
}
