namespace Saccade.Editing.Formats.Xmeml;

/// <summary>A parameter of one of the effects that the model has properties for.</summary>
/// <param name="Id">Its <c>parameterid</c>.</param>
/// <param name="Name">In English.</param>
/// <param name="Value">How its value is written.</param>
/// <param name="Default">What a clip without the effect has.</param>
/// <param name="Least">valuemin, where the parameter has bounds.</param>
/// <param name="Most">valuemax.</param>
internal sealed record ParameterForm<T>(string Id, string Name, CurveForm<T> Value, T Default, int? Least = null, int? Most = null)
    where T : struct;
