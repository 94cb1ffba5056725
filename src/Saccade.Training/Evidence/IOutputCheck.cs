namespace Saccade.Training;

/// <summary>One way in which what was said, or what it is held against, gives itself away as meaningless.</summary>
public interface IOutputCheck
{
    /// <returns>Null where the outputs have not what it looks at.</returns>
    CheckResult? Judge(IReadOnlyList<SampleOutput> outputs);
}
