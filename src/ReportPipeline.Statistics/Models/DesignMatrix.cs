namespace ReportPipeline.Statistics.Models;

/// <summary>One term of a model: the intercept, a numeric covariate, or a factor by its indicator columns.</summary>
public sealed record ModelTerm
{
    private ModelTerm(string name, IReadOnlyList<string> columnNames, IReadOnlyList<double[]> columns, IReadOnlyList<string> levels) =>
        (Name, ColumnNames, Columns, Levels) = (name, columnNames, columns, levels);

    public string Name { get; }

    public IReadOnlyList<string> ColumnNames { get; }

    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>The levels of a factor, its reference level first; empty for the intercept and for covariates.</summary>
    public IReadOnlyList<string> Levels { get; }

    public bool IsFactor => Levels.Count > 0;

    public static ModelTerm Intercept(int rows) => new("(Intercept)", ["(Intercept)"], [[.. Enumerable.Repeat(1.0, rows)]], []);

    /// <summary>A numeric covariate; every value finite (rows with missing values are the caller's to leave out).</summary>
    public static ModelTerm Covariate(string name, IReadOnlyList<double> values)
    {
        if (values.Any(v => !double.IsFinite(v)))
            throw new ArgumentException("A covariate must be finite in every row.", nameof(values));
        return new(name, [name], [[.. values]], []);
    }

    /// <summary>A factor, coded 0 or 1 for every level but the reference (the first by ordinal order if none is named).</summary>
    public static ModelTerm Factor(string name, IReadOnlyList<string> values, string? reference = null)
    {
        var sorted = values.Distinct().Order(StringComparer.Ordinal).ToList();
        if (reference is not null && sorted.Remove(reference))
            sorted.Insert(0, reference);
        var coded = sorted.Skip(1).ToList();
        return new(
            name,
            [.. coded.Select(level => $"{name}={level}")],
            [.. coded.Select(level => values.Select(v => v == level ? 1.0 : 0.0).ToArray())],
            sorted);
    }
}

/// <summary>The terms of a model in their order, with equally many rows each.</summary>
public sealed record DesignMatrix
{
    public DesignMatrix(int rows, IReadOnlyList<ModelTerm> terms)
    {
        if (terms.Any(term => term.Columns.Any(column => column.Length != rows)))
            throw new ArgumentException("Every column must have as many rows as the model.", nameof(terms));
        (Rows, Terms) = (rows, terms);
        ColumnNames = [.. terms.SelectMany(term => term.ColumnNames)];
        Columns = [.. terms.SelectMany(term => term.Columns)];
    }

    public int Rows { get; }

    public IReadOnlyList<ModelTerm> Terms { get; }

    public IReadOnlyList<string> ColumnNames { get; }

    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>An intercept followed by the terms.</summary>
    public static DesignMatrix WithIntercept(int rows, params ModelTerm[] terms) =>
        new(rows, [ModelTerm.Intercept(rows), .. terms]);

    /// <summary>Position of the first column of a term.</summary>
    public int FirstColumnOf(ModelTerm term) => Terms.TakeWhile(t => !ReferenceEquals(t, term)).Sum(t => t.Columns.Count);
}
