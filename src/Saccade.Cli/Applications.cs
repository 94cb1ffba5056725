using Saccade.Counting;
using Saccade.Editing;
using Saccade.Objects;
using Saccade.Objects.Early;
using Saccade.Objects.Shapes;
using Saccade.Training;
using Saccade.Trajectories;
using Saccade.Trajectories.Tokenizer;

namespace Saccade.Cli;

/// <summary>Every application that the command line offers. To add one, put it here.</summary>
internal static class Applications
{
    public static ApplicationList All { get; } = new(new TrajectoriesApplication(), new TokenizerApplication(), new ShapesApplication(), new PersistenceApplication(), new EarlyApplication(), new EditingApplication(), new CountingApplication());
}
