namespace PresenceOfMind.Server.Endpoints;

/// <summary>Ids are the smallest free positive number, since samples expect 1 after a clean-up (PWS).</summary>
internal static class IdAllocation
{
    /// <summary>The smallest positive number that is not taken.</summary>
    /// <param name="taken">In ascending order.</param>
    public static int FindSmallestFree(IEnumerable<int> taken)
    {
        var free = 1;
        foreach (var id in taken)
        {
            if (id > free)
            {
                break;
            }

            free = id + 1;
        }

        return free;
    }
}
