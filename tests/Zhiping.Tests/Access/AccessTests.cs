using System.Collections.Concurrent;
using System.Net;

namespace Zhiping.Tests.Access;

/// <summary>
/// Who is let in where: <c>access.csv</c> is the policy, read by people; the route table says which doors there are, and every cell is
/// tried over HTTP in a world where everything exists twice.
/// </summary>
[Requirement("A9", "D2", "E7", "F1")]
[Collection(nameof(AccessCollection))]
public sealed class AccessTests(AccessWorld world)
{
    [Fact]
    public async Task File_HasALineForEveryDoorOfTheSite_AndForNoOther()
    {
        var doors = await Door.AllOf(world.Services);
        var wanted = doors.SelectMany(d => DoorKeys.RelationsOf(d).Select(r => (Door: d, Relation: r))).ToList();
        var lines = AccessFile.Read();
        var missing = wanted.Where(w => !lines.Any(l => l.Door == w.Door.Name && l.Relation == w.Relation)).ToList();
        var problems = new List<string>();
        if (missing.Count > 0)
        {
            var visitors = await Visitors();
            problems.Add("These doors have no line. What the site answers now stands here: check every cell before adding it.");
            foreach (var (door, relation) in missing)
            {
                var answers = await Try(door, relation, visitors);
                problems.Add(AccessFile.Line(door.Name, relation, role => answers[role]));
            }
        }

        problems.AddRange(lines.Where(l => !wanted.Any(w => l.Door == w.Door.Name && l.Relation == w.Relation)).Select(l => $"There is no such door any more: {l.Key}"));
        problems.AddRange(lines.GroupBy(l => l.Key).Where(g => g.Count() > 1).Select(g => $"Stands twice: {g.Key}"));
        problems.AddRange(from l in lines
                          from role in AccessFile.Roles
                          where !AccessFile.Words.Contains(l.Answers.GetValueOrDefault(role) ?? "")
                          select $"{l.Key}: the cell of {role} says '{l.Answers.GetValueOrDefault(role)}', not one of {string.Join(", ", AccessFile.Words)}");
        problems.AddRange(DoorKeys.Unknown(doors).Select(d => $"DoorKeys knows a door that is gone: {d}"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void EveryRoleThatExists_HasAColumn()
    {
        var played = world.Ours.People.Keys.Append("anonymous").Order(StringComparer.Ordinal);
        Assert.Equal(AccessFile.Roles.Order(StringComparer.Ordinal), played);
        Assert.Equal(Enum.GetValues<Zhiping.Accounts.Role>().Length, AccessFile.Roles.Except(["anonymous", "applicant", "colleague", "expert"]).Count());
    }

    [Fact]
    public async Task EveryDoor_AnswersEverybodyAsTheFileSays()
    {
        var doors = (await Door.AllOf(world.Services)).ToDictionary(d => d.Name);
        var visitors = await Visitors();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(AccessFile.Read(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (line, _) =>
        {
            if (doors.TryGetValue(line.Door, out var door) && DoorKeys.RelationsOf(door).Contains(line.Relation))
            {
                var answers = await Try(door, line.Relation, visitors);
                foreach (var role in AccessFile.Roles.Where(r => answers[r] != line.Answers[r]))
                {
                    wrong.Add($"{line.Key}: {role} should get {line.Answers[role]} and got {answers[role]}");
                }
            }
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task EveryDoor_AnswersAMadeUpIdAsAnothers_AndNeverWithAnError()
    {
        var doors = (await Door.AllOf(world.Services)).ToDictionary(d => d.Name);
        var visitors = await Visitors();
        var nothing = world.Theirs.MadeUp();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(AccessFile.Read().Where(l => l.Relation is "another's" or "mixed"), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (line, _) =>
        {
            var answers = await Try(doors[line.Door], line.Relation, visitors, nothing);
            foreach (var role in AccessFile.Roles)
            {
                // Whether a thing exists must not be told: who may not see it is answered as if it were not there.
                var told = line.Answers[role] == "404" && answers[role] != "404";
                if (told || !(AccessFile.Words.Contains(answers[role]) || answers[role] == "400"))
                {
                    wrong.Add($"{line.Key}: {role} should get {line.Answers[role]} and got {answers[role]}");
                }
            }
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    /// <summary>What each role is answered at a door; the things of others are the second side's unless said.</summary>
    private async Task<Dictionary<string, string>> Try(Door door, string relation, IReadOnlyDictionary<string, Visitor> visitors, AccessSide? theirs = null)
    {
        var (address, fields) = DoorKeys.Of(door, relation, world.Ours, theirs ?? world.Theirs);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var role in AccessFile.Roles)
        {
            answers[role] = await visitors[role].Try(door, address, fields, relation is "another's" or "mixed");
        }

        return answers;
    }

    private async Task<Dictionary<string, Visitor>> Visitors()
    {
        var visitors = new Dictionary<string, Visitor>(StringComparer.Ordinal);
        foreach (var role in AccessFile.Roles)
        {
            visitors[role] = role == "anonymous" ? await Visitor.Of(world, null, null) : await Visitor.Of(world, world.Ours.People[role].PersonId, world.Ours.People[role].Acting);
        }

        return visitors;
    }

    /// <summary>Somebody with fixed cookies and the token of a page of the own, whom no answer changes.</summary>
    private sealed record Visitor(HttpClient Client, string Token)
    {
        public static async Task<Visitor> Of(AccessWorld world, Guid? person, Guid? acting)
        {
            using var browser = person is { } id ? await world.SignedInAsync(id, acting) : world.NewBrowser();
            var page = await browser.GetAsync(person is null ? "/signin" : "/account");
            var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var client = world.NewClient();
            client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", browser.Cookies.Select(c => $"{c.Name}={c.Value}")));
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            return new Visitor(client, token);
        }

        public async Task<string> Try(Door door, string address, IReadOnlyList<KeyValuePair<string, string>> fields, bool another)
        {
            var query = new List<KeyValuePair<string, string>>();
            if (door.Handler is not null)
            {
                query.Add(KeyValuePair.Create("handler", door.Handler));
            }

            var posts = door.Method == "POST" && !door.Pattern.EndsWith("/uploads", StringComparison.Ordinal);
            if (!posts)
            {
                query.AddRange(fields);
            }

            var target = address + (query.Count == 0 ? "" : "?" + string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}")));
            using var request = new HttpRequestMessage(new HttpMethod(door.Method), target);
            if (posts)
            {
                var form = new MultipartFormDataContent();
                foreach (var (name, value) in fields.Prepend(KeyValuePair.Create("__RequestVerificationToken", Token)))
                {
                    if (value == "@")
                    {
                        form.Add(new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0]), name, "a.jpg");
                    }
                    else
                    {
                        form.Add(new StringContent(value), name);
                    }
                }

                request.Content = form;
            }
            else if (door.Method != "GET")
            {
                request.Headers.Add("Upload-Length", "4");
                request.Headers.Add("RequestVerificationToken", Token);
                request.Content = new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0]);
            }

            using var response = await Client.SendAsync(request);
            var refused = another && door.Method != "GET" && !response.Headers.Contains(StandsStill.Header);
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized => "sign-in",
                HttpStatusCode.Forbidden => "no",
                HttpStatusCode.NotFound => "404",
                HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict => refused ? "refused" : "yes",
                < HttpStatusCode.BadRequest when response.Headers.Location?.ToString().Contains("/signin", StringComparison.Ordinal) == true => "sign-in",
                < HttpStatusCode.BadRequest => refused ? "refused" : "yes",
                _ => ((int)response.StatusCode).ToString(),
            };
        }
    }
}
