using System.CommandLine;
using System.Text;
using ReportPipeline.Cli.Stats.Csv;
using ReportPipeline.Cli.Stats.Output;
using ReportPipeline.Cli.Verbs;

namespace ReportPipeline.Cli.Stats;

/// <summary>A command <c>stats METHOD</c>: its options, and what all methods share (<c>--data</c>, <c>--level</c>, <c>--format</c>).</summary>
internal sealed class MethodCommand
{
    private readonly Command command;
    private readonly bool hasIntervals;
    private readonly Option<string?> data = new("--data") { Description = "The comma-separated file, in UTF-8 with a header." };
    private readonly Option<string> format = new("--format")
    {
        Description = "json: one object in full precision; table: text for reading.",
        DefaultValueFactory = _ => "json",
    };

    /// <param name="name">The method's word on the command line.</param>
    /// <param name="description">What it estimates, with the conventions that are not options.</param>
    /// <param name="example">The options of an example, as after <c>stats METHOD</c>.</param>
    /// <param name="hasIntervals">False for a method without confidence intervals: it has no <c>--level</c>.</param>
    public MethodCommand(string name, string description, string example, bool hasIntervals = true)
    {
        this.hasIntervals = hasIntervals;
        command = CommandLine.Verb(name, description, $"{CommandLine.Tool} stats {name} {example}");
        format.AcceptOnlyFromAmong("json", "table");
        command.Add(data);
    }

    public Option<double> Level { get; } = MethodOptions.Level();

    public ColumnOption Column(string name, ColumnKind kind, string description, bool required = true) =>
        new(Add(new Option<string?>(name) { Description = description, Required = required }), kind);

    public ColumnsOption Columns(string name, ColumnKind kind, string description) =>
        new(Add(new Option<string?>(name) { Description = description, Required = true }), kind);

    public ChoiceOption<T> Choice<T>(string name, string description, params (string Name, T Value)[] values)
    {
        var option = Add(new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0].Name });
        option.AcceptOnlyFromAmong([.. values.Select(value => value.Name)]);
        return new ChoiceOption<T>(option, values.ToDictionary(value => value.Name, value => value.Value));
    }

    public TOption Add<TOption>(TOption option) where TOption : Option
    {
        command.Add(option);
        return option;
    }

    /// <summary>Sets the work and ends the building. Nothing is printed before the whole result is there.</summary>
    public Command Runs(Action<MethodCall, ResultWriter> run)
    {
        if (hasIntervals) command.Add(Level);
        command.Add(format);
        command.SetAction(parsed =>
        {
            try
            {
                using var result = new ResultWriter();
                run(new MethodCall(parsed, data, Level), result);
                Print(parsed, result.Complete());
                return CommandLine.Done;
            }
            catch (StatsInputException problem)
            {
                parsed.InvocationConfiguration.Error.WriteLine(problem.Message);
                return CommandLine.NotUsable;
            }
        });
        return command;
    }

    private void Print(ParseResult parsed, ReadOnlyMemory<byte> json)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(format) == "table") output.Write(ResultTable.Of(json));
        else output.WriteLine(Encoding.UTF8.GetString(json.Span));
    }
}

/// <summary>One run of a method: the values of its options and the columns of its file.</summary>
internal sealed class MethodCall(ParseResult parsed, Option<string?> data, Option<double> level)
{
    public double Level => parsed.GetValue(level);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T Get<T>(ChoiceOption<T> option) => option.Values[Name(option)];

    public string Name<T>(ChoiceOption<T> option) => parsed.GetValue(option.Option)!;

    public bool Has(ColumnOption option) => parsed.GetValue(option.Option) is not null;

    public bool HasData => parsed.GetValue(data) is not null;

    public bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>A column per option; none for an option that was not given.</summary>
    public CsvColumn?[] Read(params ColumnOption[] options)
    {
        ColumnOption[] given = [.. options.Where(Has)];
        var columns = new Queue<CsvColumn>(ReadAll(given.Select(Request)));
        return [.. options.Select(option => Has(option) ? columns.Dequeue() : null)];
    }

    /// <summary>The columns of the options, then those of the list.</summary>
    public (CsvColumn?[] Named, CsvColumn[] Listed) Read(ColumnsOption list, params ColumnOption[] options)
    {
        var names = parsed.GetValue(list.Option)!.Split(',', StringSplitOptions.TrimEntries);
        if (names.Contains("")) throw new StatsInputException($"{list.Option.Name} has an empty name; write column names with one comma between them, for example sex,age.");
        if (names.Distinct().Count() < names.Length) throw new StatsInputException($"{list.Option.Name} names a column twice.");
        ColumnOption[] given = [.. options.Where(Has)];
        var columns = new Queue<CsvColumn>(ReadAll(
            given.Select(Request).Concat(names.Select(name => new ColumnRequest(name, list.Kind)))));
        return ([.. options.Select(option => Has(option) ? columns.Dequeue() : null)], [.. columns]);
    }

    private CsvColumn[] ReadAll(IEnumerable<ColumnRequest> requests)
    {
        var path = parsed.GetValue(data) ?? throw new StatsInputException("Option '--data' is required.");
        return CsvFile.Read(path, [.. requests]);
    }

    private ColumnRequest Request(ColumnOption option) => new(parsed.GetValue(option.Option)!, option.Kind);
}
