namespace Saccade.Training;

/// <summary>An application's own part of a run's report.</summary>
/// <param name="Title">Plain text.</param>
/// <param name="Html">A fragment of static HTML and SVG without scripts, made by the application; text in it is escaped already.</param>
public sealed record ReportSection(string Title, string Html);
