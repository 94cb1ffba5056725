using System.Text.Json.Serialization;

namespace Saccade.Training;

/// <summary>
/// How much attention each token of a sample received: the mean, over all tokens that look, of what they give it (heads averaged). Padding
/// neither looks nor is looked at, so that the numbers of one layer add up to 1.
/// </summary>
public sealed class TokenAttention
{
    private readonly double[] mass;
    private readonly int[] tokens;

    /// <param name="labels">Each token's class, counted from 0; -1 without one.</param>
    /// <param name="units">Which unit of the sample each token belongs to; -1 for none.</param>
    /// <param name="received">What each token received.</param>
    /// <exception cref="ArgumentException">These are not as many labels, units and numbers.</exception>
    public TokenAttention(IReadOnlyList<int> labels, IReadOnlyList<int> units, IReadOnlyList<float> received)
    {
        if (labels.Count != received.Count || units.Count != received.Count)
            throw new ArgumentException($"{received.Count} tokens received attention, but there are {labels.Count} labels and {units.Count} units: give each token its own, not its sample's.");
        (Labels, Units, Received) = (labels, units, received);
        var classes = labels.Count == 0 ? 0 : Math.Max(0, labels.Max() + 1);
        (mass, tokens) = (new double[classes], new int[classes]);
        for (var i = 0; i < labels.Count; i++)
        {
            // Every bootstrap draw asks for these sums.
            Entropy -= received[i] > 0 ? received[i] * Math.Log(received[i]) : 0;
            if (labels[i] < 0)
                continue;
            mass[labels[i]] += received[i];
            tokens[labels[i]]++;
        }
    }

    public IReadOnlyList<int> Labels { get; }

    public IReadOnlyList<int> Units { get; }

    public IReadOnlyList<float> Received { get; }

    /// <summary>Of <see cref="Received"/>, in nats: the logarithm of their number when all tokens receive the same, 0 when one receives everything.</summary>
    [JsonIgnore]
    public double Entropy { get; }

    /// <summary>What all tokens of a class received together.</summary>
    public double Mass(int label) => label < mass.Length ? mass[label] : 0;

    /// <summary>How many tokens are of a class.</summary>
    public int Tokens(int label) => label < tokens.Length ? tokens[label] : 0;
}
