using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes what a clip shows: by id alone; <see cref="Definitions"/> puts what is referred to first where it belongs.</summary>
internal static class SourceWriter
{
    public static void Write(XElement item, Clip clip, ClipClock clock, WriteContext context)
    {
        foreach (var old in item.Elements().Where(e => e.Name.LocalName is "file" or "sequence" or "multiclip" or "effect").ToArray())
            XmlLayout.Remove(old);
        if (Source(clip, clock, context) is { } source)
            XmlLayout.InsertAfter(item, item.Elements().LastOrDefault(e => e.Name.LocalName is "out" or "pproTicksOut" or "alphatype" or "pixelaspectratio" or "anamorphic"), source);
    }

    private static XElement? Source(Clip clip, ClipClock clock, WriteContext context)
    {
        if (context.IsForeign && clip.Text is { } text && clip.Source is not ClipSource.Media)
        {
            context.Lose(clip.Name, "of a title only its text is kept");
            var title = EffectWriter.New("Text", "Text", "Text", "generator");
            title.Add(CurveWriter.New("str", "Text"));
            title.Element("parameter")!.Add(new XElement("value", text));
            return title;
        }
        switch (clip.Source)
        {
            case ClipSource.Media media:
                return new XElement("file", new XAttribute("id", media.Id));
            case ClipSource.Nested nested:
                return new XElement("sequence", new XAttribute("id", nested.Id));
            case ClipSource.Angle angle when context.Project.FindMulticam(angle.Id) is { } multicam:
                return MulticamWriter.Write(multicam, angle, context);
            case ClipSource.Generated { Generator: var generator }:
                if (context.IsForeign)
                    context.Lose(clip.Name, $"the generator '{generator.Name}' is of another editor and is kept by name");
                var element = EffectWriter.New(generator.Id, generator.Name, generator.Category, generator.Kind.Length > 0 ? generator.Kind : "generator");
                EffectWriter.Write(element, generator, clock, context, clip.Name);
                return element;
            default:
                context.Lose(clip.Name, "it shows nothing that the project names");
                return null;
        }
    }
}
