namespace Saccade.Training;

/// <summary>A sum, and what it is divided by once those of all samples are added up.</summary>
public readonly record struct Ratio(double Sum, double Count)
{
    public static Ratio operator +(Ratio a, Ratio b) => new(a.Sum + b.Sum, a.Count + b.Count);
}
