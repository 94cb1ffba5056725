using Saccade.Neural;
using Saccade.Tensors.Operations;
using Saccade.Training;
using Saccade.Training.Tests.Toy;

namespace Saccade.Museum.Tests;

/// <summary>
/// Reported: gradients between 50 and 200, "good", and a warning above 1,000, "exploding". True: they were added up after the norm had been cut to 1, where a head of 1,181,185 parameters can have 1,087 at the very most:
/// the warning could hardly ever come, whatever the gradients were. Caught by <c>gradient_norm</c>, taken before clipping, and by the notes <c>large_gradient</c> and <c>dead_module</c>.
/// </summary>
public sealed class GradientsCheckedAfterClipping : IDisposable
{
    private const int Parameters = 1_181_185;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1e3)]
    [InlineData(1e9)]
    public void After_clipping_no_gradient_of_such_a_head_can_look_exploding(double scale)
    {
        var gradients = Enumerable.Range(0, Parameters).Select(i => scale * Numbers.Normal(41, i)).ToArray();
        var norm = Math.Sqrt(gradients.Sum(g => g * g));
        // Cut to 1, the sum of magnitudes is greatest where all are alike: the square root of how many there are.
        Assert.Equal(1087, Math.Sqrt(Parameters), 0);
        Assert.InRange(gradients.Sum(g => Math.Abs(g) / norm), 800, Math.Sqrt(Parameters));
    }

    [Theory]
    [InlineData(1f, new string[0])]
    [InlineData(1e5f, new[] { "large_gradient" })]
    [InlineData(0f, new[] { "dead_module" })]
    public void Before_clipping_they_are_what_they_are(float scale, string[] named)
    {
        var run = new ToyRun { Learner = engine => new Scaled(new ToyLearner(engine), scale) }.Train(folder["run"], "epochs=1", "clip_norm=1", "trainer.warn_norm=1000");
        var journal = Journal.Read(run.JournalPath).ToArray();
        Assert.Equal(named, journal.OfType<NoteEntry>().Select(n => n.Kind).Where(k => k is "large_gradient" or "dead_module").Distinct());
        Assert.All(journal.OfType<StepEntry>(), s => Assert.Equal(scale > 1, s.GradientNorm > 1000));
    }

    /// <summary>The same model under a loss that is so many times as large.</summary>
    private sealed class Scaled(ToyLearner inner, float scale) : ILearner
    {
        public Module Model => inner.Model;

        public LossTerms Loss(Batch batch) => new(inner.Loss(batch).Total.ScaleShift(scale, 0), []);

        public BatchEvaluation Evaluate(Batch batch) => inner.Evaluate(batch);
    }
}
