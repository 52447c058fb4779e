package dev.airlock.http.console;

import io.nayuki.qrcodegen.QrCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pictures that phones read. */
final class QrCodes {
    private static final int QUIET = 4;

    private QrCodes() {}

    /**
     * A picture to be drawn by a page.
     *
     * @param box the view box of the drawing, with the quiet margin that readers need
     * @param path the dark squares
     */
    record Picture(String box, String path) {}

    static Picture of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * QUIET;
        String path = IntStream.range(0, code.size * code.size)
                .filter(i -> code.getModule(i % code.size, i / code.size))
                .mapToObj(i -> "M" + (i % code.size + QUIET) + "," + (i / code.size + QUIET) + "h1v1h-1z")
                .collect(Collectors.joining());
        return new Picture("0 0 " + side + " " + side, path);
    }
}
