namespace ReportPipeline.Statistics.Tables;

/// <summary>Stores tables in a list, up to what memory should hold.</summary>
internal readonly struct TailSink(TailOfScores tail, WorkBudget work) : ITableSink
{
    private const int MostStored = 1 << 22;

    public void Add(double score, double probability)
    {
        if (tail.Count < MostStored)
            tail.Add(score, probability);
        else
            work.Exhaust();
    }
}
