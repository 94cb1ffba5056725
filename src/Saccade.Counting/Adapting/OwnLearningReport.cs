namespace Saccade.Counting.Adapting;

/// <summary>What learning from own images did, judged on images that were left out of it. Lies with the run as <c>learned.json</c>.</summary>
/// <param name="Run">The new run's folder.</param>
/// <param name="Protocol">How images were left out, in words.</param>
/// <param name="Base">What was mixed in, in words.</param>
/// <param name="Before">All own images, counted by the run that was learnt on top of.</param>
/// <param name="After">The same, each counted by a model that has learnt from the others and not from it.</param>
/// <param name="BaseBefore">Test images of the base, before.</param>
/// <param name="BaseAfter">The same, counted by the new run: what has been forgotten.</param>
/// <param name="Images">Image by image.</param>
public sealed record OwnLearningReport(
    string Run, string Protocol, string Base, CountSummary Before, CountSummary After, CountSummary BaseBefore, CountSummary BaseAfter, IReadOnlyList<OwnImageCounts> Images);

/// <summary>The counts of one own image.</summary>
/// <param name="Image">Its name.</param>
/// <param name="Things">How many there are.</param>
/// <param name="Before">How many were counted before.</param>
/// <param name="After">How many were counted by a model that has not learnt from it.</param>
public sealed record OwnImageCounts(string Image, int Things, int Before, int After);

/// <summary>How some images were counted.</summary>
/// <param name="Images">How many there are.</param>
/// <param name="Exact">Share of them that are counted exactly.</param>
/// <param name="MeanError">How far counts are off on average.</param>
/// <param name="PointF1">F1 of points within 12 pixels of their thing, of 384 along a tile or the image.</param>
public sealed record CountSummary(int Images, double Exact, double MeanError, double PointF1);
