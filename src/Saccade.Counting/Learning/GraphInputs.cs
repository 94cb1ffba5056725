using Saccade.Counting.Data;
using Saccade.Counting.Pointing;
using Saccade.Training;

namespace Saccade.Counting.Learning;

/// <summary>What models that count take, where other software runs them. Cells are 4 x 4 pixels, row by row.</summary>
internal static class GraphInputs
{
    private const string Batch = "batch";

    public static GraphInput Pictures(CellGrid grid) =>
        new("pictures", [Batch, 3, grid.Size, grid.Size], "red, green and blue from -1 to 1, the image at the top left with its longer side fitted, 0 beside it");

    public static GraphInput Categories(CountingData data) => new("categories", [Batch], $"what is to be counted: {string.Join(", ", data.Categories.Select((name, i) => $"{i} {name}"))}", data.Categories.Count);

    public static GraphInput Outside(CellGrid grid) => new("outside", [Batch, grid.Count], "1 for a cell that lies beside the image, else 0");
}
