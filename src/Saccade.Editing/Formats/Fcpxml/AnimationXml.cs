using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>Keyframes in FCPXML: a param with a keyframeAnimation, or for points one param each for X and Y. Their times are times of the clip itself, like its start.</summary>
internal static class AnimationXml
{
    private const int MostKeyframes = 1_000_000;

    /// <summary>A number: the attribute beside, and keyframes in the param of that name.</summary>
    /// <param name="owner">The adjustment.</param>
    /// <param name="name">Of the attribute and of the param.</param>
    /// <param name="absent">The value where neither says one.</param>
    /// <param name="clipStart">The clip's start in its own time.</param>
    public static Animated<double> ReadNumber(XElement owner, string name, double absent, Rational clipStart)
    {
        var keys = Keyframes(Param(owner, name), clipStart, (key, text) => StoryElement.ParseNumber(key, "value", text));
        return new Animated<double>(owner.Number(name) ?? (Param(owner, name)?.Text("value") is { } text ? StoryElement.ParseNumber(owner, name, text) : keys.Count > 0 ? keys[0].Value : absent), keys);
    }

    /// <inheritdoc cref="ReadNumber"/>
    public static Animated<Pair> ReadPair(XElement owner, string name, Pair absent, Rational clipStart)
    {
        var param = Param(owner, name);
        var value = owner.Text(name) is { } text ? ParsePair(owner, text) : param?.Text("value") is { } inner ? ParsePair(param, inner) : (Pair?)null;
        var keys = Keyframes(param, clipStart, ParsePair);
        if (keys.Count == 0 && param is not null && (Param(param, "X") ?? Param(param, "Y")) is not null)
        {
            var x = ReadNumber(param, "X", (value ?? absent).X, clipStart);
            var y = ReadNumber(param, "Y", (value ?? absent).Y, clipStart);
            keys = Together(x, y);
            value ??= new Pair(x.Value, y.Value);
        }
        return new Animated<Pair>(value ?? (keys.Count > 0 ? keys[0].Value : absent), keys);
    }

    public static IReadOnlyList<Keyframe<T>> Keyframes<T>(XElement? param, Rational clipStart, Func<XElement, string, T> parse)
        where T : struct
    {
        if (param?.Element("keyframeAnimation") is not { } animation)
            return [];
        var keys = new List<Keyframe<T>>();
        foreach (var key in animation.Elements("keyframe"))
        {
            if (keys.Count >= MostKeyframes)
                throw StoryElement.Failure(key, $"has more than {MostKeyframes} keyframes");
            var time = key.Time("time") ?? throw StoryElement.Failure(key, "has no time");
            var text = key.Text("value") ?? throw StoryElement.Failure(key, "has no value");
            keys.Add(new Keyframe<T>(time - clipStart, parse(key, text), key.Text("interp") switch
            {
                "ease" => Interpolation.Ease,
                "easeIn" => Interpolation.EaseIn,
                "easeOut" => Interpolation.EaseOut,
                _ => Interpolation.Linear,
            }));
        }
        // Two at one time leave no way between: the later one in the file is what shows.
        return [.. keys.GroupBy(k => k.Time).Select(g => g.Last()).OrderBy(k => k.Time)];
    }

    /// <summary>Sets the attribute, and the keyframes where there are any.</summary>
    /// <param name="frame">The length of one frame: held values end that long before the next.</param>
    public static void Write<T>(XElement owner, string name, Animated<T> curve, Rational clipStart, Rational frame, Func<T, string> text)
        where T : struct
    {
        owner.Set(name, text(curve.Value));
        var param = Param(owner, name);
        if (curve.IsAnimated && param is null)
            StoryElement.Insert(owner, param = new XElement("param", new XAttribute("name", name)));
        if (param is not null)
            WriteKeyframes(param, curve, clipStart, frame, text);
    }

    public static void WriteKeyframes<T>(XElement param, Animated<T> curve, Rational clipStart, Rational frame, Func<T, string> text)
        where T : struct
    {
        foreach (var old in param.Elements().Where(e => e.Name == "keyframeAnimation" || e.Name == "param").ToArray())
            Xml.XmlLayout.Remove(old);
        if (!curve.IsAnimated)
        {
            if (param.Attribute("key") is null && !param.HasElements)
                Xml.XmlLayout.Remove(param);
            return;
        }
        var animation = new XElement("keyframeAnimation");
        for (var i = 0; i < curve.Keyframes.Count; i++)
        {
            var key = curve.Keyframes[i];
            animation.Add(Key(key.Time + clipStart, text(key.Value), key.Interpolation));
            if (key.Interpolation == Interpolation.Hold && i + 1 < curve.Keyframes.Count && curve.Keyframes[i + 1].Time - frame > key.Time)
                animation.Add(Key(curve.Keyframes[i + 1].Time - frame + clipStart, text(key.Value), Interpolation.Linear));
        }
        StoryElement.Insert(param, animation);
    }

    public static bool Holds<T>(Animated<T> curve)
        where T : struct => curve.Keyframes.Any(k => k.Interpolation == Interpolation.Hold);

    public static Pair ParsePair(XElement element, string text)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 1 or 2
            ? new Pair(StoryElement.ParseNumber(element, "value", parts[0]), StoryElement.ParseNumber(element, "value", parts[^1]))
            : throw StoryElement.Failure(element, $"has the value '{text}', which is no pair of numbers");
    }

    public static string Text(Pair pair) => $"{StoryElement.Number(pair.X)} {StoryElement.Number(pair.Y)}";

    public static XElement? Param(XElement owner, string name) => owner.Elements("param").FirstOrDefault(p => p.Text("name") == name);

    private static XElement Key(Rational time, string value, Interpolation interpolation) => new("keyframe",
        new XAttribute("time", StoryElement.Time(time)),
        new XAttribute("value", value),
        interpolation switch
        {
            Interpolation.Ease => new XAttribute("interp", "ease"),
            Interpolation.EaseIn => new XAttribute("interp", "easeIn"),
            Interpolation.EaseOut => new XAttribute("interp", "easeOut"),
            _ => null,
        },
        new XAttribute("curve", "linear"));

    private static List<Keyframe<Pair>> Together(Animated<double> x, Animated<double> y)
    {
        var ways = new SortedDictionary<Rational, Interpolation>();
        foreach (var key in x.Keyframes.Concat(y.Keyframes))
            ways.TryAdd(key.Time, key.Interpolation);
        return [.. ways.Select(w => new Keyframe<Pair>(w.Key, new Pair(x.At(w.Key), y.At(w.Key)), w.Value))];
    }
}
