using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes what is done to a clip.</summary>
/// <param name="Item">The clip item.</param>
/// <param name="Clip">What it is to say.</param>
/// <param name="Clock">Its frames, as they are written.</param>
internal sealed record EffectWriter(XElement Item, Clip Clip, ClipClock Clock, WriteContext Context)
{
    private static readonly ParameterForm<Pair> Scale = new("scale", "Scale", CurveForms.Uniform, new Pair(100, 100), 0, 1000);
    private static readonly ParameterForm<double> Rotation = new("rotation", "Rotation", CurveForms.Number, 0, -8640, 8640);
    private static readonly ParameterForm<Pair> Center = new("center", "Center", CurveForms.Point, default);
    private static readonly ParameterForm<Pair> Anchor = new("centerOffset", "Anchor Point", CurveForms.Point, default);
    private static readonly ParameterForm<double> Left = Percent("left", 0);
    private static readonly ParameterForm<double> Right = Percent("right", 0);
    private static readonly ParameterForm<double> Top = Percent("top", 0);
    private static readonly ParameterForm<double> Bottom = Percent("bottom", 0);
    private static readonly ParameterForm<double> Opaque = Percent("opacity", 100);

    private const string AudioLevels = "audiolevels";

    private string Where => Clip.Name;

    public void Motion(Motion wanted)
    {
        if (Effect(EffectIds.Motion, "Basic Motion", wanted != Timelines.Motion.None, out var isNew) is not { } effect)
            return;
        var scale = wanted.Scale;
        if (scale.Keyframes.Select(k => k.Value).Append(scale.Value).Any(s => s.X != s.Y))
        {
            Context.Lose(Where, "a scale that differs across and down becomes the one across");
            scale = scale.Map(s => new Pair(s.X, s.X));
        }
        CurveWriter.Write(effect, Scale, scale, Clock, isNew, Context, Where);
        CurveWriter.Write(effect, Rotation, wanted.Rotation, Clock, isNew, Context, Where);
        CurveWriter.Write(effect, Center, wanted.Position, Clock, isNew, Context, Where);
        CurveWriter.Write(effect, Anchor, wanted.Anchor, Clock, isNew, Context, Where);
    }

    public void Crop(Crop wanted)
    {
        if (Effect(EffectIds.Crop, "Crop", wanted != Timelines.Crop.None, out var isNew) is not { } effect)
            return;
        CurveWriter.Write(effect, Left, wanted.Left, Clock, isNew, Context, Where);
        CurveWriter.Write(effect, Right, wanted.Right, Clock, isNew, Context, Where);
        CurveWriter.Write(effect, Top, wanted.Top, Clock, isNew, Context, Where);
        CurveWriter.Write(effect, Bottom, wanted.Bottom, Clock, isNew, Context, Where);
    }

    public void Opacity(Animated<double> wanted)
    {
        if (Effect(EffectIds.Opacity, "Opacity", !wanted.Equals(Opaque.Default), out var isNew) is { } effect)
            CurveWriter.Write(effect, Opaque, wanted, Clock, isNew, Context, Where);
    }

    /// <summary>The clip's further effects; those of another format are lost.</summary>
    public void Others(Clip? was)
    {
        var effects = Clip.Effects;
        if (Context.IsForeign)
        {
            // Volume goes by this format's name in all of them.
            foreach (var effect in effects.Where(e => e.Id != AudioLevels))
                Context.Lose(Where, $"the effect '{effect.Name}' is of another editor and is left out");
            effects = [.. effects.Where(e => e.Id == AudioLevels)];
        }
        var existing = (was?.Effects ?? []).Select(e => Context.Existing(e)).OfType<XElement>().Where(e => e.Parent == Item).ToArray();
        XElement[] wanted = [.. effects.Select(effect =>
        {
            var filter = Context.Existing(effect) is { } own && own.Parent == Item ? own : new XElement("filter", New(effect.Id, effect.Name, effect.Category, effect.Kind, effect.Id == AudioLevels ? "audio" : "video"));
            Write(filter.Element("effect")!, effect, Clock, Context, Where);
            if (effect.Enabled != EffectIds.IsEnabled(filter))
            {
                XmlLayout.SetChild(filter, "enabled", XmemlText.Flag(effect.Enabled));
                if (effect.Enabled && filter.Element("effect")!.Element("pproBypass") is not null)
                    XmlLayout.SetChild(filter.Element("effect")!, "pproBypass", "false");
            }
            return filter;
        })];
        XmlLayout.Arrange(Item, existing, wanted, Place(Item));
    }

    /// <summary>An effect's own name and parameters.</summary>
    public static void Write(XElement element, Effect effect, ClipClock clock, WriteContext context, string where)
    {
        if ((element.Element("name")?.Value ?? "") != effect.Name)
            XmlLayout.SetChild(element, "name", effect.Name);
        var existing = element.Elements("parameter").ToArray();
        XElement[] wanted = [.. effect.Parameters.Select(parameter =>
        {
            var own = context.Existing(parameter) is { } known && known.Parent == element ? known : CurveWriter.New(parameter.Id, parameter.Name);
            CurveWriter.WriteAny(own, parameter, clock, context, where);
            return own;
        })];
        XmlLayout.Arrange(element, existing, wanted, element.Elements().LastOrDefault());
    }

    public static XElement New(string id, string name, string category, string kind, string mediaType = "video") => new(
        "effect",
        new XElement("name", name),
        new XElement("effectid", id),
        new XElement("effectcategory", category.Length > 0 ? category : "motion"),
        new XElement("effecttype", kind.Length > 0 ? kind : "filter"),
        new XElement("mediatype", mediaType));

    /// <summary>The element behind which a clip item's first filter stands.</summary>
    public static XElement? Place(XElement item) =>
        item.Elements().LastOrDefault(e => e.Name.LocalName is "filter" or "file" or "sequence" or "multiclip" or "effect" or "sourcetrack" or "out" or "rate");

    private XElement? Effect(string id, string name, bool isWanted, out bool isNew)
    {
        var effect = EffectIds.Find(Item, id);
        isNew = effect is null && isWanted;
        if (!isNew)
            return effect;
        effect = New(id, name, "motion", "motion");
        XmlLayout.InsertAfter(Item, Place(Item), new XElement("filter", effect));
        return effect;
    }

    private static ParameterForm<double> Percent(string id, double otherwise) => new(id, id, CurveForms.Number, otherwise, 0, 100);
}
