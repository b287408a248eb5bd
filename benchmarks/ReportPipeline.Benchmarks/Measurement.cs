using System.Diagnostics;

namespace ReportPipeline.Benchmarks;

/// <summary>A task's time and memory with one number of subjects.</summary>
/// <param name="Seconds">The fastest of several runs on one thread: what others do on the machine only adds to it.</param>
/// <param name="BytesPerSubject">Everything a run allocates, alive at once or not, over the subjects.</param>
/// <param name="Values">What it found.</param>
internal sealed record Measurement(double Seconds, double BytesPerSubject, double[] Values)
{
    public static Measurement Of(BenchmarkTask task, Sample sample)
    {
        // Long enough for the tiered compiler to have replaced the hot loops.
        var warmUp = Stopwatch.StartNew();
        do task.Run(sample);
        while (warmUp.Elapsed.TotalSeconds < 1);

        var seconds = new double[sample.Subjects <= 100_000 ? 15 : 7];
        double[] values = [];
        for (var run = 0; run < seconds.Length; run++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            values = task.Run(sample);
            seconds[run] = clock.Elapsed.TotalSeconds;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        task.Run(sample);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Measurement(seconds.Min(), (double)allocated / sample.Subjects, values);
    }

    /// <summary>The largest relative difference between our figures and R's.</summary>
    public double DifferenceFrom(RFigure other) => Values
        .Zip(other.Values, (ours, theirs) => Math.Abs(ours - theirs) / Math.Max(Math.Abs(theirs), double.Epsilon))
        .Max();
}
