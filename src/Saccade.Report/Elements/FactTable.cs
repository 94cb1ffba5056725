namespace Saccade.Report.Elements;

/// <summary>Names and values in two columns.</summary>
public static class FactTable
{
    public static Html Of(IEnumerable<(string Name, string Value)> facts) => Html.Of($"""
        <table class="facts"><tbody>{facts.Select(f => Html.Of($"<tr><th scope=\"row\">{f.Name}</th><td>{f.Value}</td></tr>"))}</tbody></table>
        """);
}
