using System.Xml.Linq;
using Saccade.Editing.Time;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Fcpxml;

/// <summary>How a clip's picture is placed, trimmed and blended: adjust-transform, adjust-crop (mode trim) and adjust-blend.</summary>
internal static class PictureXml
{
    private const double Percent = 100;

    public static Motion ReadMotion(XElement? owner, PictureUnits units, Rational clipStart)
    {
        var natural = units.ToScale(new Pair(1, 1));
        if (owner?.Element("adjust-transform") is not { } transform || !transform.Flag("enabled", absent: true))
            return natural == new Pair(Percent, Percent) ? Motion.None : Motion.None with { Scale = natural };
        return new Motion
        {
            Scale = AnimationXml.ReadPair(transform, "scale", new Pair(1, 1), clipStart).Map(units.ToScale),
            Position = AnimationXml.ReadPair(transform, "position", default, clipStart).Map(units.ToPlace),
            Rotation = AnimationXml.ReadNumber(transform, "rotation", 0, clipStart).Map(PictureUnits.Turned),
            Anchor = AnimationXml.ReadPair(transform, "anchor", default, clipStart).Map(units.ToPlace),
        };
    }

    public static Crop ReadCrop(XElement? owner, PictureUnits units, Rational clipStart)
    {
        if (owner?.Element("adjust-crop") is not { } crop || crop.Text("mode") is not (null or "trim") || !crop.Flag("enabled", absent: true) || crop.Element("trim-rect") is not { } trim)
            return Crop.None;
        return new Crop
        {
            Left = AnimationXml.ReadNumber(trim, "left", 0, clipStart).Map(units.ToAcross),
            Right = AnimationXml.ReadNumber(trim, "right", 0, clipStart).Map(units.ToAcross),
            Top = AnimationXml.ReadNumber(trim, "top", 0, clipStart),
            Bottom = AnimationXml.ReadNumber(trim, "bottom", 0, clipStart),
        };
    }

    /// <returns>Null where the element says nothing of it.</returns>
    public static Animated<double>? ReadOpacity(XElement? owner, Rational clipStart) =>
        owner?.Element("adjust-blend") is { } blend ? AnimationXml.ReadNumber(blend, "amount", 1, clipStart).Map(v => v * Percent) : null;

    /// <summary>Writes what differs from what the element says now.</summary>
    /// <param name="before">What was read from the element; null for a new one.</param>
    /// <param name="moved">Whether the clip's start in its own time is another than what was read, and its keyframes with it.</param>
    public static void Write(XElement owner, Clip clip, Clip? before, PictureUnits units, Rational clipStart, Rational frame, bool moved)
    {
        var natural = new Motion { Scale = units.ToScale(new Pair(1, 1)) };
        var (motion, crop) = (clip.Motion, clip.Crop);
        var known = before?.Motion ?? natural;
        if (Differs(motion.Scale, known.Scale) || Differs(motion.Position, known.Position) || Differs(motion.Rotation, known.Rotation) || Differs(motion.Anchor, known.Anchor))
        {
            var transform = Child(owner, "adjust-transform");
            transform.Set("enabled", transform.Attribute("enabled") is null ? null : "1");
            if (Differs(motion.Position, known.Position))
                AnimationXml.Write(transform, "position", motion.Position.Map(units.FromPlace), clipStart, frame, AnimationXml.Text);
            if (Differs(motion.Scale, known.Scale))
                AnimationXml.Write(transform, "scale", motion.Scale.Map(units.FromScale), clipStart, frame, AnimationXml.Text);
            if (Differs(motion.Rotation, known.Rotation))
                AnimationXml.Write(transform, "rotation", motion.Rotation.Map(PictureUnits.Turned), clipStart, frame, StoryElement.Number);
            if (Differs(motion.Anchor, known.Anchor))
                AnimationXml.Write(transform, "anchor", motion.Anchor.Map(units.FromPlace), clipStart, frame, AnimationXml.Text);
        }
        var cropped = before?.Crop ?? Crop.None;
        if (Differs(crop.Left, cropped.Left) || Differs(crop.Right, cropped.Right) || Differs(crop.Top, cropped.Top) || Differs(crop.Bottom, cropped.Bottom))
            WriteCrop(owner, crop, units, clipStart, frame);
        if (Differs(clip.Opacity, before?.Opacity ?? new Animated<double>(Percent)))
            AnimationXml.Write(Child(owner, "adjust-blend"), "amount", clip.Opacity.Map(v => v / Percent), clipStart, frame, StoryElement.Number);

        bool Differs<T>(Animated<T> a, Animated<T> b)
            where T : struct => !a.Equals(b) || (moved && a.IsAnimated);
    }

    private static void WriteCrop(XElement owner, Crop crop, PictureUnits units, Rational clipStart, Rational frame)
    {
        var element = Child(owner, "adjust-crop");
        element.Set("mode", "trim");
        element.Set("enabled", element.Attribute("enabled") is null ? null : "1");
        var trim = element.Element("trim-rect");
        if (trim is null)
        {
            trim = new XElement("trim-rect");
            if (element.Element("crop-rect") is { } first)
                first.AddAfterSelf(trim);
            else
                element.AddFirst(trim);
        }
        AnimationXml.Write(trim, "left", crop.Left.Map(units.FromAcross), clipStart, frame, StoryElement.Number);
        AnimationXml.Write(trim, "right", crop.Right.Map(units.FromAcross), clipStart, frame, StoryElement.Number);
        AnimationXml.Write(trim, "top", crop.Top, clipStart, frame, StoryElement.Number);
        AnimationXml.Write(trim, "bottom", crop.Bottom, clipStart, frame, StoryElement.Number);
    }

    private static XElement Child(XElement owner, string name)
    {
        var child = owner.Element(name);
        if (child is null)
            StoryElement.Insert(owner, child = new XElement(name));
        return child;
    }
}
