namespace Saccade.Neural.Tests.WholeModels;

/// <summary>Tests that look at the whole process: no other test runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class AloneInTheProcess
{
    public const string Name = "alone in the process";
}
