using Microsoft.AspNetCore.Http;

namespace Wayleave.Server.Admin;

/// <summary><c>POST /collect</c>: collects garbage and gives memory back to the system, for who wants to see what is really in use.</summary>
internal static class CollectEndpoint
{
    /// <summary>Collects, and says how much was held before and after.</summary>
    public static Task AnswerAsync(HttpContext context, string given)
    {
        var before = GC.GetTotalMemory(forceFullCollection: false);
        // Twice: what has a finalizer goes with the second.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        SystemHeap.Trim();
        var after = GC.GetTotalMemory(forceFullCollection: false);
        return AdminAnswers.SendAsync(context, 200, json =>
        {
            json.WriteNumber("heap_bytes_before", before);
            json.WriteNumber("heap_bytes_after", after);
        });
    }
}
