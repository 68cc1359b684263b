using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PresenceOfMind.Engine.Time;
using PresenceOfMind.Protocol;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Directory;
using PresenceOfMind.Server.Presence;

namespace PresenceOfMind.Server.Admin;

/// <summary>The device feed, for systems that are not PWS clients: phones, calendars, scripts.</summary>
internal static class DeviceRoutes
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPut("/people/{user}/devices/{tuple}", PutOneAsync);
        admin.MapDelete("/people/{user}/devices/{tuple}", DeleteOneAsync);
        admin.MapPut("/devices", PutManyAsync);
    }

    private static async Task<IResult> PutOneAsync(
        HttpRequest request, string user, string tuple, DirectoryRows directory, IDeviceFeed feed, PresenceRules rules, WallClock wall)
    {
        await UserNames.MustBeThereAsync(user, directory);
        var body = await request.ReadAsync(AdminJson.Default.DeviceBody);
        await ReportAsync(feed, [DeviceReports.Read(user, Tuple(tuple), body, rules, wall.Now)]);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteOneAsync(string user, string tuple, DirectoryRows directory, IDeviceFeed feed)
    {
        await UserNames.MustBeThereAsync(user, directory);
        DeviceReports.CheckTuple(tuple);
        await ReportAsync(feed, [new DeviceReport(user, Tuple(tuple), null)]);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> PutManyAsync(
        HttpRequest request, DirectoryRows directory, IDeviceFeed feed, PresenceRules rules, WallClock wall)
    {
        var entries = await request.ReadAsync(AdminJson.Default.IReadOnlyListDeviceEntry);
        var now = wall.Now;
        var reports = entries.Select((entry, i) => Read(entry, rules, now, $"[{i}].")).ToList();
        var known = await directory.KnownAsync([.. reports.Select(r => r.User.ToLowerInvariant()).Distinct()]);
        if (reports.FindIndex(r => !known.Contains(r.User.ToLowerInvariant())) is var stranger and >= 0)
        {
            throw AdminException.Wrong(
                $"[{stranger}].user: there is no person {reports[stranger].User}; nothing was stored. "
                    + "Add the person first, or correct the name.",
                $"[{stranger}].user");
        }

        await ReportAsync(feed, reports);
        return TypedResults.NoContent();
    }

    private static DeviceReport Read(DeviceEntry? entry, PresenceRules rules, DateTimeOffset now, string at)
    {
        if (entry is null || string.IsNullOrWhiteSpace(entry.User))
        {
            throw AdminException.Wrong($"{at}user is missing.", at + "user");
        }

        DeviceReports.CheckTuple(entry.Tuple, at);
        return entry.Clear == true
            ? new DeviceReport(entry.User, entry.Tuple!, null)
            : DeviceReports.Read(entry.User, entry.Tuple!, entry.Body, rules, now, at);
    }

    // A slash is the one character that stays encoded in a path.
    private static string Tuple(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static async Task ReportAsync(IDeviceFeed feed, IReadOnlyList<DeviceReport> reports)
    {
        try
        {
            await feed.ReportAsync(reports);
        }
        catch (PwsException refusal)
        {
            throw AdminException.Wrong(refusal.Message);
        }
    }
}
