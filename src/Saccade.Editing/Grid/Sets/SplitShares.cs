using System.Globalization;
using Saccade.Tensors.Random;
using Saccade.Training;

namespace Saccade.Editing.Grid.Sets;

/// <summary>How source projects are dealt to training, validation and test, by weight: 60/20/20, 80/20 (no test part), or numbers of projects such as 88/22/200.</summary>
/// <param name="Train">Positive.</param>
/// <param name="Validation">Positive.</param>
/// <param name="Test">0 for none.</param>
public readonly record struct SplitShares(int Train, int Validation, int Test)
{
    private const int Most = 1_000_000;

    // The draws' numbers are part of what a split is: they never change.
    private const ulong Deal = 2;

    public static SplitShares Usual { get; } = new(60, 20, 20);

    /// <summary>Reads "60/20/20" and "80/20".</summary>
    public static bool TryParse(string? text, out SplitShares shares)
    {
        var parts = (text ?? "").Split('/');
        var numbers = new int[3];
        shares = default;
        if (parts.Length is not (2 or 3))
            return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] is < 1 or > Most)
                return false;
        }
        shares = new(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <summary>Deals projects: as many to each part as its weight says, rounded, and at least one.</summary>
    /// <param name="projects">Each once, in an order that does not depend on chance.</param>
    /// <exception cref="ArgumentException">There are fewer projects than parts.</exception>
    public IReadOnlyDictionary<string, Split> Of(IReadOnlyList<string> projects, ulong seed)
    {
        var parts = Test > 0 ? 3 : 2;
        if (projects.Count < parts)
            throw new ArgumentException($"{projects.Count} independent source project(s) cannot be dealt to {parts} parts");
        var order = projects.ToArray();
        new RandomKey(seed, RandomStream.Data, Deal).Shuffle(order.AsSpan());
        var all = Train + Validation + Test;
        var test = Test > 0 ? Math.Clamp(Rounded(Test), 1, order.Length - 2) : 0;
        var validation = Math.Clamp(Rounded(Validation), 1, order.Length - test - 1);
        return order.Index().ToDictionary(p => p.Item, p => p.Index < validation ? Split.Validation : p.Index < validation + test ? Split.Test : Split.Train, StringComparer.Ordinal);

        int Rounded(int share) => (int)(((2L * share * order.Length) + all) / (2L * all));
    }

    public override string ToString() => Test > 0 ? $"{Train}/{Validation}/{Test}" : $"{Train}/{Validation}";
}
