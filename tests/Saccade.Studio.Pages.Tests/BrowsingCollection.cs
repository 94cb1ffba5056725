namespace Saccade.Studio.Pages.Tests;

/// <summary>All tests share the browser and its Studio, one after another.</summary>
[CollectionDefinition(nameof(Browsing))]
public sealed class BrowsingCollection : ICollectionFixture<Browsing>;
