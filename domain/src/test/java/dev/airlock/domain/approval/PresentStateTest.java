package dev.airlock.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airlock.domain.json.Json;
import dev.airlock.domain.json.RawJson;
import dev.airlock.domain.tool.ToolName;
import org.junit.jupiter.api.Test;

class PresentStateTest {
    private static final ToolName READER = new ToolName("get_order");

    @Test
    void only_what_the_call_is_about_is_seen_at_any_depth() {
        Json.Obj answer = json("{'id':1,'status':'open','address':{'city':'Ghent','zip':'9000'},'views':7}");
        Json.Obj shape = json("{'status':'closed','address':{'city':'Bruges'},'new':true}");
        assertThat(PresentState.of(READER, answer, shape).seen())
                .isEqualTo(json("{'status':'open','address':{'city':'Ghent'}}"));
    }

    @Test
    void what_is_an_object_on_one_side_only_is_seen_whole() {
        assertThat(PresentState.of(READER, json("{'a':{'b':1}}"), json("{'a':2}"))
                        .seen())
                .isEqualTo(json("{'a':{'b':1}}"));
        assertThat(PresentState.of(READER, json("{'a':2}"), json("{'a':{'b':1}}"))
                        .seen())
                .isEqualTo(json("{'a':2}"));
    }

    @Test
    void what_is_another_the_next_moment_is_left_out() {
        Json.Obj first = json("{'id':1,'now':'12:00','gone':1}");
        assertThat(PresentState.of(READER, first, first)
                        .alsoIn(json("{'id':1,'now':'12:01','more':2}"))
                        .seen())
                .isEqualTo(json("{'id':1}"));
    }

    @Test
    void the_digest_is_of_reader_and_members_in_whatever_order() {
        var state = new PresentState(READER, json("{'a':1,'b':2}"));
        assertThat(state.digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(new PresentState(READER, json("{'b':2,'a':1}")).digest())
                .isNotEqualTo(new PresentState(READER, json("{'a':1,'b':3}")).digest())
                .isNotEqualTo(new PresentState(new ToolName("other"), json("{'a':1,'b':2}")).digest());
    }

    private static Json.Obj json(String text) {
        return RawJson.trusted(text.replace('\'', '"')).parse();
    }
}
