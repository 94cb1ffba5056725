using System.CommandLine;
using Saccade.Editing.Formats;
using Saccade.Editing.Timelines;

namespace Saccade.Cli;

/// <summary>The option <c>--keyframes</c>, the same wherever a timeline is read.</summary>
internal static class KeyframesOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--keyframes")
        {
            Description = "from where xmeml's keyframes count: media, like in and out, or clip, the first frame that is seen (default media)",
            HelpName = "media|clip",
            DefaultValueFactory = _ => "media",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } value && value is not ("media" or "clip"))
                result.AddError($"--keyframes is '{value}', but has to be media or clip");
        });
        return option;
    }

    public static ReadOptions Read(ParseResult arguments, Option<string> option) =>
        new() { Keyframes = Enum.Parse<KeyframeClock>(arguments.GetRequiredValue(option), ignoreCase: true) };
}
