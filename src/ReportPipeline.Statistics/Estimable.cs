namespace ReportPipeline.Statistics;

/// <summary>
/// A value that the data determine, or the reason why they do not.
/// NaN and infinity never leave this library: whatever would have been one is "not estimable" with its reason.
/// </summary>
/// <typeparam name="T">The type of the value when there is one.</typeparam>
public readonly record struct Estimable<T>
{
    private readonly T? value;

    private Estimable(T? value, string? reason)
    {
        this.value = value;
        Reason = reason;
    }

    /// <summary>Why there is no value, in words a report may print; <see langword="null"/> when there is one.</summary>
    public string? Reason { get; }

    public bool IsEstimable => Reason is null;

    /// <summary>The value. Reading it when <see cref="IsEstimable"/> is false is a programming error and throws.</summary>
    public T Value => Reason is null ? value! : throw new InvalidOperationException($"Not estimable: {Reason}");

    public static Estimable<T> Of(T value) => new(value, null);

    /// <param name="reason">A full sentence without a final stop, for example "the median was not reached".</param>
    public static Estimable<T> Not(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(default, reason);
    }

    public static implicit operator Estimable<T>(T value) => Of(value);

    public Estimable<TOther> Select<TOther>(Func<T, TOther> map) =>
        Reason is null ? Estimable<TOther>.Of(map(value!)) : Estimable<TOther>.Not(Reason);

    public T? ValueOrDefault() => value;

    public override string ToString() => Reason is null ? $"{value}" : $"not estimable: {Reason}";
}
