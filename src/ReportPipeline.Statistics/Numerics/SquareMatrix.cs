namespace ReportPipeline.Statistics.Numerics;

/// <summary>Row-major square matrices of a few rows.</summary>
internal static class SquareMatrix
{
    public static double[] Product(double[] left, double[] right, int size)
    {
        var product = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                for (var k = 0; k < size; k++) product[(i * size) + j] += left[(i * size) + k] * right[(k * size) + j];
            }
        }

        return product;
    }
}
