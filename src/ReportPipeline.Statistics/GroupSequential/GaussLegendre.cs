namespace ReportPipeline.Statistics.GroupSequential;

/// <summary>
/// Gauss–Legendre quadrature with sixteen nodes per panel; on a panel no wider than the standard deviation of a normal
/// density the error is below the last place of a double.
/// </summary>
internal static class GaussLegendre
{
    private const int Order = 16;

    private static readonly (double Node, double Weight)[] OnUnit = Nodes();

    /// <summary>Nodes and weights over [low, high] in panels no wider than <paramref name="width"/>.</summary>
    public static (double[] Nodes, double[] Weights) Over(double low, double high, double width)
    {
        var panels = Math.Max(1, (int)Math.Ceiling((high - low) / width));
        var half = (high - low) / panels / 2;
        var nodes = new double[panels * Order];
        var weights = new double[panels * Order];
        for (var panel = 0; panel < panels; panel++)
        {
            var middle = low + (2 * panel + 1) * half;
            for (var i = 0; i < Order; i++)
            {
                nodes[panel * Order + i] = middle + half * OnUnit[i].Node;
                weights[panel * Order + i] = half * OnUnit[i].Weight;
            }
        }

        return (nodes, weights);
    }

    // Newton's method on the Legendre polynomial from Chebyshev-like starts.
    private static (double, double)[] Nodes()
    {
        var nodes = new (double, double)[Order];
        for (var i = 0; i < Order; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (Order + 0.5));
            var slope = 0.0;
            for (var step = 0; step < 20; step++)
            {
                (var value, slope) = Legendre(x);
                x -= value / slope;
            }

            nodes[i] = (-x, 2 / ((1 - x * x) * slope * slope));
        }

        return nodes;
    }

    private static (double Value, double Slope) Legendre(double x)
    {
        var (before, value) = (1.0, x);
        for (var n = 2; n <= Order; n++)
            (before, value) = (value, ((2 * n - 1) * x * value - (n - 1) * before) / n);
        return (value, Order * (x * value - before) / (x * x - 1));
    }
}
