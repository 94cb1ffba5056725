using Saccade.Trajectories.Cameras;
using Saccade.Trajectories.Motions;

namespace Saccade.Trajectories.Clips;

/// <summary>
/// Other balls in a clip, which move as the clip's own may: each has a family of the set's and a path of its own. They can be told from the one
/// that counts: they are smaller (0.6 of its radius) and strongly coloured, and it is white. What is nearer to the camera hides what is behind it.
/// </summary>
internal sealed class Distractors(ClipOptions options, Func<SampleRandom, Motion>[] families)
{
    private const double RadiusShare = 0.6;

    // Two full channels or one; the others give a tenth back, so that none of them is ever bright in all three.
    private static readonly Tint[] Tints =
        [new(1, 0.1, 0.1), new(0.1, 1, 0.1), new(0.15, 0.3, 1), new(1, 0.9, 0.1), new(0.1, 0.9, 1), new(1, 0.1, 0.9)];

    /// <summary>The paths and colours of a clip's distractors.</summary>
    public (Motion Motion, Tint Tint)[] Of(long index)
    {
        var others = new (Motion, Tint)[options.Distractors];
        for (var k = 0; k < others.Length; k++)
        {
            var sample = index * ClipOptions.MostDistractors + k;
            var looks = new SampleRandom(options.Seed, sample, SamplePurpose.Distractor);
            var motion = families[(int)looks.Uniform(0, 0, families.Length)](new SampleRandom(options.Seed, sample, SamplePurpose.DistractorMotion));
            others[k] = (motion, Tints[(int)looks.Uniform(1, 0, Tints.Length)]);
        }
        return others;
    }

    /// <summary>Draws the ball and the others as a camera sees them, what is far first; from above, where nothing looks far, the ball last.</summary>
    public void Draw(Span<byte> frame, Camera camera, BallView ball, (Motion Motion, Tint Tint)[] others, double time)
    {
        var drawn = false;
        foreach (var (view, tint) in others.Select(o => (View: camera.See(o.Motion.At(time)), o.Tint)).OrderBy(o => o.View.RadiusPixels))
        {
            if (!drawn && ball.RadiusPixels < view.RadiusPixels)
            {
                BallRenderer.Draw(frame, options.Size, ball, Tint.White);
                drawn = true;
            }
            BallRenderer.Draw(frame, options.Size, view with { RadiusPixels = RadiusShare * view.RadiusPixels }, tint);
        }
        if (!drawn)
            BallRenderer.Draw(frame, options.Size, ball, Tint.White);
    }
}
