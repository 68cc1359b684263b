namespace EndToEnd;

public sealed class TourTests
{
    [Fact]
    public async Task Who_is_away_gets_nothing_and_a_task_finds_somebody_who_is_free()
    {
        await using var demo = await Demo.StartAsync();
        await demo.SetAsync("AWAY", "carlotta");

        var ids = new List<string>();
        for (var i = 0; i < Demo.People.Length - 1; i++)
        {
            ids.Add(await demo.Tasks.AddAsync($"task {i}"));
        }

        var who = new List<string>();
        foreach (var id in ids)
        {
            who.Add(await demo.Tasks.WhoGotAsync(id));
        }

        Assert.Equal(Demo.People.Except(["carlotta"]), who.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_everybody_away_a_task_waits_and_goes_to_the_first_who_is_available_again()
    {
        await using var demo = await Demo.StartAsync();
        await demo.SetAsync("AWAY", Demo.People);
        var id = await demo.Tasks.AddAsync("waits");

        Assert.Null(await demo.Tasks.WhoAsync(id));

        await demo.SetAsync("AVAILABLE", "grace");

        Assert.Equal("grace", await demo.Tasks.WhoGotAsync(id));
    }

    [Fact]
    public async Task A_completed_task_frees_whoever_had_it_for_the_next_one()
    {
        await using var demo = await Demo.StartAsync();
        await demo.SetAsync("AWAY", [.. Demo.People.Except(["hiro"])]);
        var first = await demo.Tasks.AddAsync("first");
        Assert.Equal("hiro", await demo.Tasks.WhoGotAsync(first));
        var second = await demo.Tasks.AddAsync("second");
        Assert.Null(await demo.Tasks.WhoAsync(second));

        await demo.Tasks.EndAsync(first, "complete");

        Assert.Equal("hiro", await demo.Tasks.WhoGotAsync(second));
    }

    [Fact]
    public async Task Killed_and_started_again_it_has_lost_nothing_and_goes_on()
    {
        await using var demo = await Demo.StartAsync();
        var held = await demo.Tasks.AddAsync("held");
        var holder = await demo.Tasks.WhoGotAsync(held);
        await demo.SetAsync("AWAY", Demo.People);
        var waiting = await demo.Tasks.AddAsync("waits");

        await demo.Process.KillAsync();
        await demo.StartAgainAsync();

        Assert.Equal(holder, await demo.Tasks.WhoAsync(held));
        Assert.Null(await demo.Tasks.WhoAsync(waiting));
        Assert.Equal("AWAY", await demo.Pws.GetAsync("liam"));
        var free = Demo.People.First(person => person != holder);
        await demo.SetAsync("AVAILABLE", free);
        Assert.Equal(free, await demo.Tasks.WhoGotAsync(waiting));
    }

    [Fact]
    public async Task The_tour_can_be_walked_again_after_a_reset()
    {
        await using var demo = await Demo.StartAsync();
        for (var walk = 0; walk < 2; walk++)
        {
            await demo.SetAsync("AWAY", Demo.People);
            var waiting = await demo.Tasks.AddAsync("waits");

            var (code, output, error) = await demo.PomAsync("demo", "reset", "--yes");

            Assert.True(code == 0, error);
            Assert.Contains("12 people are available", output, StringComparison.Ordinal);
            Assert.Equal("cancelled", (string?)(await demo.Tasks.ShowAsync(waiting))["state"]);
            Assert.Equal("AVAILABLE", await demo.Pws.GetAsync("carlotta"));
            var id = await demo.Tasks.AddAsync("after the reset");
            Assert.NotNull(await demo.Tasks.WhoGotAsync(id));
            await demo.Tasks.EndAsync(id, "complete");
        }
    }

    [Fact]
    public async Task Of_several_operands_one_that_is_refused_keeps_no_other_from_being_done()
    {
        await using var demo = await Demo.StartAsync();
        foreach (var id in new[] { "a", "b" })
        {
            await demo.PomAsync("tasks", "add", "Own work", "--id", id);
        }

        var (code, output, error) = await demo.PomAsync("tasks", "cancel", "a", "no-such", "b");
        Assert.Equal(1, code);
        Assert.Equal(2, output.Split('\n').Count(line => line.Contains("cancelled", StringComparison.Ordinal)));
        Assert.StartsWith("pom: ", error, StringComparison.Ordinal);
        Assert.Equal("pom: 2 of 3 tasks were done; refused: no-such.", error.Trim().Split('\n')[^1]);

        (code, output, error) = await demo.PomAsync("pws", "set-presence", "AWAY", "liam", "nobody", "hiro");
        Assert.Equal((1, "liam AWAY\nhiro AWAY\n"), (code, output.ReplaceLineEndings("\n")));
        Assert.Equal("pom: 2 of 3 users were done; refused: nobody.", error.Trim().Split('\n')[^1]);

        (code, _, error) = await demo.PomAsync("people", "remove", "liam", "nobody", "hiro");
        Assert.Equal((1, "pom: 2 of 3 users were done; refused: nobody."), (code, error.Trim().Split('\n')[^1]));
        Assert.DoesNotContain("liam", (await demo.PomAsync("people", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_asks_before_it_cancels_tasks_that_the_tour_did_not_add()
    {
        await using var demo = await Demo.StartAsync();
        await demo.PomAsync("tasks", "add", "Ring back Ms Osei");
        Assert.Equal(0, (await demo.PomAsync("demo", "reset")).Code);

        await demo.PomAsync("tasks", "add", "Own work", "--id", "own");
        var (code, _, error) = await demo.PomAsync("demo", "reset");
        Assert.Equal(2, code);
        Assert.Contains("own \"Own work\". To cancel them, give --yes", error, StringComparison.Ordinal);
        Assert.DoesNotContain("cancelled", (await demo.PomAsync("tasks", "show", "own")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await demo.PomAsync("demo", "reset", "--yes")).Code);
        Assert.Contains("cancelled", (await demo.PomAsync("tasks", "show", "own")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_commands_do_what_the_interfaces_do()
    {
        await using var demo = await Demo.StartAsync();

        Assert.Equal(0, (await demo.PomAsync(["pws", "set-presence", "AWAY", .. Demo.People])).Code);
        await demo.SeenAsync("AWAY", Demo.People);
        var (_, states, _) = await demo.PomAsync("pws", "get-presence", "carlotta", "liam@localhost", "nobody@localhost", "--json");
        Assert.Equal(
            ["AWAY", "AWAY", "UNKNOWN"],
            states.Trim().Split('\n').Select(line => (string?)System.Text.Json.Nodes.JsonNode.Parse(line)!["state"]));

        var (code, added, error) = await demo.PomAsync("tasks", "add", "Call the customer back", "--id", "call-1", "--json");
        Assert.True(code == 0, error);
        Assert.Contains("call-1", added, StringComparison.Ordinal);
        Assert.Contains("waiting", (await demo.PomAsync("tasks", "show", "call-1")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await demo.PomAsync("pws", "set-presence", "AVAILABLE", "Carlotta")).Code);
        Assert.Equal("carlotta", await demo.Tasks.WhoGotAsync("call-1"));
        Assert.Contains("carlotta", (await demo.PomAsync("tasks", "list")).Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("completed", (await demo.PomAsync("tasks", "complete", "call-1")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await demo.PomAsync("tasks", "show", "none")).Code);
        Assert.Equal(1, (await demo.PomAsync("pws", "set-presence", "AWAY", "nobody")).Code);
        Assert.Equal(2, (await demo.PomAsync("pws", "set-presence", "GONE", "carlotta")).Code);
    }
}
