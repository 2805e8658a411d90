using System.Text.Json.Nodes;

namespace Wayleave.Conformance.Carry.Apps;

/// <summary>What a page saw that sends numbers, gets them back, and gets numbers that the app counts by itself.</summary>
internal static class Numbers
{
    /// <summary>Sees that all came once and in order over the one socket that the app saw, and that the page's own code noticed nothing.</summary>
    /// <param name="saw">What it saw.</param>
    public static void Work(JsonObject saw)
    {
        EventsOf(saw).ShouldBe(["open"]);
        var sent = (int)saw["sent"]!;
        Of(saw["echoes"]!).ShouldBe(Enumerable.Range(1, sent));
        var ticks = Of(saw["ticks"]!).ToList();
        ticks.ShouldBe(Enumerable.Range(1, ticks.Count));
        var socket = saw["sockets"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)socket["got"]!).ShouldBe(sent);
        socket["closed"].ShouldBeNull();
        // Without carry there is nothing in the twin but the browser's own socket.
        saw["outage"]?["carrier"].ShouldBeNull();
    }

    /// <summary>What the page's code was told, in order.</summary>
    /// <param name="saw">What a page saw.</param>
    public static IEnumerable<string?> EventsOf(JsonNode saw) => saw["events"]!.AsArray().Select(each => (string?)each);

    private static IEnumerable<int> Of(JsonNode numbers) => numbers.AsArray().Select(each => (int)each!);
}
