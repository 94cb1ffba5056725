namespace Saccade.Report.Elements;

/// <summary>A chart, and below it in a sentence or two what is to be seen in it.</summary>
public static class ExplainedChart
{
    public static Html Of(Html chart, string whatToSee) => Html.Of($"""<div>{chart}<p class="quiet">{whatToSee}</p></div>""");
}
