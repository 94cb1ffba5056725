namespace Saccade.Trajectories.Describing;

/// <summary>How a class of motion is fitted to a track in the picture and said. One class each; a new one is a file and a line here.</summary>
internal abstract class MotionWords
{
    protected const string Fitted = "least squares over the track";

    private static readonly MotionWords[] All = [new LinearWords(), new CircularWords(), new HelicalWords(), new ParabolicWords()];

    private static readonly MotionWords OfAnyOther = new AnyMotionWords();

    /// <summary>The class's name.</summary>
    protected abstract string Class { get; }

    /// <summary>The words for a class; for one that nothing special is known of, those that fit every motion.</summary>
    public static MotionWords For(string name) => Array.Find(All, w => w.Class == name) ?? OfAnyOther;

    /// <summary>Fits the motion.</summary>
    public abstract IEnumerable<Figure> Fit(PictureTrack track);

    /// <summary>Templates for what <see cref="Fit"/> found.</summary>
    public abstract IEnumerable<string> Templates(IReadOnlyDictionary<string, Figure> figures);

    protected static Figure Pixels(string name, double value) => new(name, value, FigureUnit.Pixels, Fitted);

    /// <summary>Direction of (right, down) in the picture: 0 to the right, 90 up, below 360.</summary>
    protected static Figure Direction(string name, double right, double down) =>
        new(name, (Math.Atan2(-down, right) * 180 / Math.PI + 360) % 360, FigureUnit.Degrees, Fitted);

    protected static Figure Residual(double rest, int places) => Pixels("residual", Math.Sqrt(rest / places));

    protected static double[] Of(PictureTrack track, Func<double, double> function) => Array.ConvertAll(track.Times, t => function(t));
}
