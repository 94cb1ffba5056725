using Saccade.Objects.Tracking;

namespace Saccade.Objects.Tests.Tracking;

public class HungarianAssignmentTests
{
    [Fact]
    public void The_assignment_costs_as_little_as_any_that_there_is()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 400; trial++)
        {
            var rows = random.Next(1, 6);
            var columns = rows + random.Next(0, 3);
            // Whole numbers make ties, and some are negative.
            var costs = Enumerable.Range(0, rows * columns).Select(_ => (double)random.Next(-5, 10)).ToArray();

            var columnOf = HungarianAssignment.Solve(costs, rows, columns);

            Assert.Equal(rows, columnOf.Distinct().Count());
            Assert.Equal(Cheapest(costs, rows, columns, 0, 0), columnOf.Select((c, r) => costs[r * columns + c]).Sum());
        }
    }

    [Fact]
    public void A_row_stays_alone_where_its_columns_are_forbidden_or_dearer()
    {
        const double No = double.PositiveInfinity;

        Assert.Equal([0, -1, 2], HungarianAssignment.SolvePartial([1, 9, 9, No, 9, No, No, 9, 2], 3, 3, alone: 5));
        Assert.Equal([-1, 0], HungarianAssignment.SolvePartial([2, 1], 2, 1, alone: 5));
        Assert.Equal([-1], HungarianAssignment.SolvePartial([No], 1, 1, alone: 5));
        Assert.Empty(HungarianAssignment.SolvePartial([], 0, 3, alone: 5));
    }

    [Fact]
    public void Equal_costs_are_given_out_in_order() => Assert.Equal([0, 1, 2], HungarianAssignment.Solve(new double[12], 3, 4));

    [Fact]
    public void More_rows_than_columns_and_numbers_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => HungarianAssignment.Solve(new double[6], 3, 2));
        Assert.Throws<ArgumentException>(() => HungarianAssignment.Solve([double.NaN], 1, 1));
    }

    private static double Cheapest(double[] costs, int rows, int columns, int row, int taken)
    {
        if (row == rows)
            return 0;
        var best = double.PositiveInfinity;
        for (var column = 0; column < columns; column++)
        {
            if ((taken >> column & 1) == 0)
                best = Math.Min(best, costs[row * columns + column] + Cheapest(costs, rows, columns, row + 1, taken | 1 << column));
        }
        return best;
    }
}
