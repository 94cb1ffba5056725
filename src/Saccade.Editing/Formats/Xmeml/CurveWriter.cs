using System.Xml.Linq;
using Saccade.Editing.Formats.Xml;
using Saccade.Editing.Timelines;

namespace Saccade.Editing.Formats.Xmeml;

/// <summary>Writes parameters. One that says what is wanted already is not touched, and of one that does not only what differs is.</summary>
internal static class CurveWriter
{
    /// <param name="effect">The effect.</param>
    /// <param name="form">How the parameter is written.</param>
    /// <param name="wanted">Its curve.</param>
    /// <param name="mustExist">Whether it is written even though it is what an effect without it has.</param>
    public static void Write<T>(XElement effect, ParameterForm<T> form, Animated<T> wanted, ClipClock clock, bool mustExist, WriteContext context, string where)
        where T : struct
    {
        var parameter = CurveReader.Find(effect, form.Id);
        if (parameter is null)
        {
            if (!mustExist && wanted.Equals(form.Default))
                return;
            parameter = New(form.Id, form.Name);
            if (form.Least is { } least)
                parameter.Add(new XElement("valuemin", least), new XElement("valuemax", form.Most));
            XmlLayout.InsertAfter(effect, effect.Elements().LastOrDefault(), parameter);
        }
        Write(parameter, form.Value, wanted, clock, context, where);
    }

    public static void Write<T>(XElement parameter, CurveForm<T> form, Animated<T> wanted, ClipClock clock, WriteContext context, string where)
        where T : struct
    {
        if (parameter.Element("value") is not null && CurveReader.Read(parameter, form, clock, wanted.Value).Equals(wanted))
            return;
        form.Write(Value(parameter), wanted.Value);
        var existing = parameter.Elements("keyframe").ToArray();
        var isHeld = CurveReader.IsHeld(parameter);
        XElement[] keyframes = [.. wanted.Keyframes.Select((keyframe, place) =>
        {
            var element = place < existing.Length ? existing[place] : new XElement("keyframe", new XElement("when"), new XElement("value"));
            XmlLayout.SetChild(element, "when", context.Frame(clock.WhenAt(keyframe.Time), where, $"a keyframe of {parameter.Text("parameterid")}"));
            form.Write(Value(element), keyframe.Value);
            Interpolate(element, keyframe.Interpolation, isHeld, context, where);
            return element;
        })];
        XmlLayout.Arrange(parameter, existing, keyframes, parameter.Element("value"));
    }

    /// <summary>Any parameter of an effect that the model has no property for.</summary>
    public static void WriteAny(XElement parameter, Parameter wanted, ClipClock clock, WriteContext context, string where)
    {
        if (wanted.Name.Length > 0)
            XmlLayout.SetChild(parameter, "name", wanted.Name);
        switch (wanted.Value)
        {
            case ParameterValue.Number number:
                Write(parameter, CurveForms.Number, number.Curve, clock, context, where);
                break;
            case ParameterValue.Point point:
                Write(parameter, CurveForms.Point, point.Curve, clock, context, where);
                break;
            case ParameterValue.Text text when parameter.Element("value") is not { } value || CurveReader.TextOf(value) != text.Value:
                Value(parameter).ReplaceNodes(Content(text.Value));
                break;
        }
    }

    public static XElement New(string id, string name) =>
        new("parameter", new XAttribute("authoringApp", "PremierePro"), new XElement("parameterid", id), new XElement("name", name));

    private static XElement Value(XElement holder)
    {
        if (holder.Element("value") is { } value)
            return value;
        value = new XElement("value");
        XmlLayout.InsertAfter(holder, holder.Elements().LastOrDefault(e => e.Name.LocalName != "keyframe" && e.Name.LocalName != "interpolation"), value);
        return value;
    }

    private static void Interpolate(XElement keyframe, Interpolation wanted, bool isHeld, WriteContext context, string where)
    {
        if ((CurveReader.InterpolationOf(keyframe) ?? (isHeld ? Interpolation.Hold : Interpolation.Linear)) == wanted)
            return;
        if (wanted is Interpolation.EaseIn or Interpolation.EaseOut)
        {
            context.Lose(where, $"{wanted} becomes an ease at both ends");
            wanted = Interpolation.Ease;
        }
        keyframe.Element("interpolation")?.Remove();
        var name = wanted switch { Interpolation.Hold => "hold", Interpolation.Ease => "FCPCurve", _ => "linear" };
        XmlLayout.InsertAfter(keyframe, keyframe.Elements().LastOrDefault(), new XElement("interpolation", new XElement("name", name)));
    }

    /// <summary>Values such as colours are elements; all other text is text.</summary>
    private static object Content(string text)
    {
        if (!text.StartsWith('<'))
            return text;
        try
        {
            return XElement.Parse($"<value>{text}</value>").Nodes().ToArray();
        }
        catch (System.Xml.XmlException)
        {
            return text;
        }
    }
}
